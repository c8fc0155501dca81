package io.github.quotary.collateral;

import io.github.quotary.crypto.P256Signature;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.quote.Measurement;

/** A parsed document and its signature, without the signer's certificates. */
record SignedContent<T>(T content, Measurement digest, P256Signature signature) {
  SignedDocument<T> with(SigningChain chain) {
    return new SignedDocument<>(content, new SignedText(digest, signature, chain));
  }
}
