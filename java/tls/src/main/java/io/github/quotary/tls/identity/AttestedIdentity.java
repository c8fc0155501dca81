package io.github.quotary.tls.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate with evidence over its key. The private key stays with the key manager. Immutable.
 *
 * @param certificate signed by its own key
 * @param source where the evidence comes from
 * @param madeAt when it was made
 */
public record AttestedIdentity(X509Certificate certificate, String source, Instant madeAt) {
  /** When the certificate ends. */
  public Instant validUntil() {
    return certificate.getNotAfter().toInstant();
  }

  /** One line for a log. */
  @Override
  public String toString() {
    return "certificate "
        + certificate.getSerialNumber().toString(16)
        + " of "
        + madeAt
        + ", valid until "
        + validUntil()
        + ", evidence from "
        + source;
  }
}
