package io.github.quotary.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An engine for one verification, in which the same signature can be asked for several times: three
 * chains end in one root, and each is held against the same revocation list. It computes each once.
 * Not thread-safe.
 */
final class OnceP256 extends EcdsaP256 {
  /** More than a verification has; a bound for whoever keeps such an engine. */
  private static final int MAX_ANSWERS = 32;

  private final EcdsaP256 engine;
  private final List<Answer> answers = new ArrayList<>();

  OnceP256(EcdsaP256 engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public void vouch(P256PublicKey key) {
    engine.vouch(key);
  }

  @Override
  public void verifyAll(P256Batch batch) {
    engine.verifyAll(batch);
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    for (Answer answer : answers) {
      if (answer.isTo(key, digest, signature)) {
        return answer.verified;
      }
    }
    boolean verified = engine.verifyInRange(key, digest, signature);
    if (answers.size() < MAX_ANSWERS) {
      answers.add(new Answer(key, digest, signature, verified));
    }
    return verified;
  }

  /** A question, all of it, and what the engine said. */
  private static final class Answer {
    private final P256PublicKey key;
    private final byte[] digest;
    private final P256Signature signature;
    final boolean verified;

    Answer(P256PublicKey key, byte[] digest, P256Signature signature, boolean verified) {
      this.key = key;
      this.digest = Arrays.copyOf(digest, DIGEST_LENGTH);
      this.signature = signature;
      this.verified = verified;
    }

    boolean isTo(P256PublicKey otherKey, byte[] otherDigest, P256Signature otherSignature) {
      return Arrays.equals(digest, 0, DIGEST_LENGTH, otherDigest, 0, DIGEST_LENGTH)
          && key.equals(otherKey)
          && signature.equals(otherSignature);
    }
  }
}
