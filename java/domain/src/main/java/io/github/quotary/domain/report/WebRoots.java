package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;

/**
 * The roots that a TLS server's chain had to lead to.
 *
 * @param ofJdk whether they are the JDK's; if not, the caller gave them
 * @param sha256 SHA-256 over the SHA-256 of each root certificate's DER encoding, sorted, 32 bytes
 */
public record WebRoots(boolean ofJdk, Measurement sha256) {
  /** The roots in words, for a sentence. */
  public String words() {
    return ofJdk
        ? "the WebPKI roots of the JDK"
        : "the given web roots " + Provenance.shortened(sha256);
  }
}
