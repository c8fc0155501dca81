package io.github.quotary.collateral;

import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;

/**
 * What collateral is asked for by.
 *
 * @param fmspc the platform's family, 6 bytes
 * @param ca the CA of its PCK certificate
 * @param teeType SGX or TDX
 */
public record CollateralKey(Measurement fmspc, CaType ca, TeeType teeType) {}
