package io.github.quotary.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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

  /** Computes, in one batch, the answers to what these checks will ask. */
  void foresee(Consumer<EcdsaP256> checks) {
    NotedP256 noted = new NotedP256(MAX_ANSWERS);
    checks.accept(noted);
    P256Batch batch = new P256Batch(MAX_ANSWERS);
    noted.questions().forEach(question -> question.addTo(batch));
    engine.verifyAll(batch);
    for (int lane = 0; lane < batch.size(); lane++) {
      answers.add(new Answer(noted.questions().get(lane), batch.isVerified(lane)));
    }
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
      if (answer.question.is(key, digest, signature)) {
        return answer.verified;
      }
    }
    boolean verified = engine.verifyInRange(key, digest, signature);
    if (answers.size() < MAX_ANSWERS) {
      answers.add(new Answer(new P256Question(key, digest, signature), verified));
    }
    return verified;
  }

  /** What the engine said. */
  private record Answer(P256Question question, boolean verified) {}
}
