package io.github.quotary.pcs.document;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;

/**
 * Provides the root CA's revocation list for the check of another document.
 *
 * @apiNote Internal to this module; may change without notice.
 */
@FunctionalInterface
public interface RootCaCrls {
  /**
   * The list that this root issued.
   *
   * @throws Refusal if it is unavailable
   */
  Crl of(X509Cert root) throws Refusal;
}
