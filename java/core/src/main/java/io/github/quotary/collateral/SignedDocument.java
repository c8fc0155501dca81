package io.github.quotary.collateral;

import io.github.quotary.pki.SigningChain;

/**
 * A parsed document with what its signature needs. Not trusted.
 *
 * @param content the document
 * @param text its signature, and what that covers
 * @param <T> kind of document
 */
record SignedDocument<T>(T content, SignedText text) {
  SigningChain chain() {
    return text.chain();
  }
}
