package io.github.quotary.quote;

import java.nio.ByteBuffer;

/**
 * Who vouches for the QE report: a type and its bytes.
 *
 * @param type 1 PPID, CPUSVN, PCESVN and PCE-ID in clear; 2 and 3 the same with the PPID encrypted
 *     (RSA 2048, 3072); 4 PCK certificate; 5 PCK certificate chain, PEM, leaf first
 * @param data the bytes, a read-only window on the quote
 */
public record CertificationData(int type, ByteBuffer data) {
  /** The type of a PCK certificate chain, the only one that Intel's DCAP library verifies. */
  public static final int PCK_CHAIN = 5;

  /** The bytes, as a window of its own position. */
  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }
}
