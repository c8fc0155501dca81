package io.github.quotary.crypto;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes note of what it is asked and says yes to everything, so that whoever asks goes on asking.
 * Nothing may be decided by what it says. Not thread-safe.
 */
final class NotedP256 extends EcdsaP256 {
  private final int most;
  private final List<P256Question> questions = new ArrayList<>();

  /** Takes note of the first {@code most} questions that are not the same. */
  NotedP256(int most) {
    this.most = most;
  }

  List<P256Question> questions() {
    return questions;
  }

  @Override
  public String name() {
    return "noted";
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    if (questions.size() < most
        && questions.stream().noneMatch(question -> question.is(key, digest, signature))) {
      questions.add(new P256Question(key, digest, signature));
    }
    return true;
  }
}
