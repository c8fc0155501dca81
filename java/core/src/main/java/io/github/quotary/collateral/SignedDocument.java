package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Measurement;

/**
 * A parsed document with what its signature needs. Not trusted.
 *
 * @param content the document
 * @param digest SHA-256 of the signed bytes
 * @param signature over this digest
 * @param chain the signer's certificates
 * @param <T> kind of document
 */
record SignedDocument<T>(
    T content, Measurement digest, P256Signature signature, SigningChain chain) {
  boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    return signer
        .publicKey()
        .map(key -> engine.verify(key, digest.toByteArray(), signature))
        .orElse(false);
  }
}
