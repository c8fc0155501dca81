package io.github.quotary.pcs.document;

import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;

/** Where the check of a document finds the revocation list of the document's root. */
@FunctionalInterface
public interface RootCaCrls {
  Crl of(X509Cert root) throws Refusal;
}
