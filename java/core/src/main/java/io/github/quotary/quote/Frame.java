package io.github.quotary.quote;

/**
 * Where everything in a quote stands: offsets from its start and sizes, in bytes. Made by the
 * parser, which has checked each.
 *
 * @param teeType what the quote speaks for
 * @param bodyType 1 to 4, as in the descriptor of version 5
 * @param bodyStart where the report begins
 * @param bodySize its size
 * @param authStart where the authentication data begins
 * @param qeStart where the QE report begins
 * @param qeAuthSize size of the QE authentication data
 * @param certificationStart where the type of the certification data stands
 * @param certificationSize size of the certification data itself
 */
record Frame(
    TeeType teeType,
    int bodyType,
    int bodyStart,
    int bodySize,
    int authStart,
    int qeStart,
    int qeAuthSize,
    int certificationStart,
    int certificationSize) {

  /** End of what the attestation key signs. */
  int signedSize() {
    return bodyStart + bodySize;
  }
}
