package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Measurement;

/**
 * What the signature of one of Intel's JSON documents is judged by. Not trusted.
 *
 * @param digest SHA-256 of the signed bytes: the envelope's inner object from brace to brace,
 *     exactly as it was received
 * @param signature over this digest
 * @param chain the signer's certificates
 */
public record SignedText(Measurement digest, P256Signature signature, SigningChain chain) {
  boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    return signer
        .publicKey()
        .map(key -> engine.verify(key, digest.toByteArray(), signature))
        .orElse(false);
  }
}
