package io.github.quotary.crypto;

import java.util.function.Consumer;

/**
 * An engine for one verification, in which the same signature can be asked for several times: three
 * chains end in one root, and each is held against the same revocation list. It computes each once.
 * Not thread-safe.
 */
final class MemoizingP256 extends EcdsaP256 {
  /** More than a verification has; a bound in case such an engine is not dropped. */
  private static final int MAX_ANSWERS = 32;

  private final EcdsaP256 engine;
  private final P256Batch answered;

  MemoizingP256(EcdsaP256 engine) {
    this(engine, new P256Batch(MAX_ANSWERS));
  }

  /**
   * An engine that knows some answers.
   *
   * @param answered signatures that the engine has verified; more are added
   */
  MemoizingP256(EcdsaP256 engine, P256Batch answered) {
    this.engine = engine;
    this.answered = answered;
  }

  /** Computes in one call what will be asked for. */
  void precompute(Consumer<P256Batch> signatures) {
    signatures.accept(answered);
    engine.verifyAll(answered);
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    engine.preparationHint(key);
  }

  @Override
  public void verifyAll(P256Batch batch) {
    engine.verifyAll(batch);
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    int known = answered.laneOf(key, digest, signature.raw());
    if (known >= 0) {
      return answered.isVerified(known);
    }
    boolean verified = engine.verifyInRange(key, digest, signature);
    if (!answered.isFull()) {
      answered.answer(answered.add(key, digest, signature), verified);
    }
    return verified;
  }
}
