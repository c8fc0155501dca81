package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
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

  /** Adds the signatures that make the text and its chain trusted under an anchor to a batch. */
  void addSignaturesTo(P256Batch batch, TrustAnchor anchor) {
    X509Cert root = chain.root().orElse(null);
    X509Cert signer = chain.signer().orElse(null);
    if (root == null || signer == null) {
      return;
    }
    anchor.addSelfSignatureTo(batch, root);
    signer.addSignatureTo(batch, root);
    signer.publicKey().ifPresent(key -> batch.addNew(key, digest.toByteArray(), signature));
  }
}
