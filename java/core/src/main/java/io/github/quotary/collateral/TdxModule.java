package io.github.quotary.collateral;

import io.github.quotary.quote.Measurement;

/**
 * Who must have signed a TDX module, and its attributes.
 *
 * @param mrSigner 48 bytes, compared with MRSIGNERSEAM
 * @param attributes 8 bytes, compared with SEAMATTRIBUTES
 * @param attributesMask 8 bytes; parsed, never applied
 */
public record TdxModule(Measurement mrSigner, Measurement attributes, Measurement attributesMask) {}
