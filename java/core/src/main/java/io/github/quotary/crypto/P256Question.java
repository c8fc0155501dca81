package io.github.quotary.crypto;

import java.util.Arrays;

/** What an engine is asked, all of it: did this key sign this digest? Immutable. */
final class P256Question {
  private final P256PublicKey key;
  private final byte[] digest;
  private final P256Signature signature;

  /**
   * A question.
   *
   * @param digest at least 32 bytes, of which the leftmost 32 count
   * @param signature r and s in range
   */
  P256Question(P256PublicKey key, byte[] digest, P256Signature signature) {
    this.key = key;
    this.digest = Arrays.copyOf(digest, EcdsaP256.DIGEST_LENGTH);
    this.signature = signature;
  }

  boolean is(P256PublicKey otherKey, byte[] otherDigest, P256Signature otherSignature) {
    return Arrays.equals(
            digest, 0, EcdsaP256.DIGEST_LENGTH, otherDigest, 0, EcdsaP256.DIGEST_LENGTH)
        && key.equals(otherKey)
        && signature.equals(otherSignature);
  }

  void addTo(P256Batch batch) {
    batch.add(key, digest, signature);
  }
}
