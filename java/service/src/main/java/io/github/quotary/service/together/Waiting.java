package io.github.quotary.service.together;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.verify.BatchQuote;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A question that waits for its answer, which it gets once. Thread-safe. */
final class Waiting implements BatchQuote {
  private final Question question;
  private final long deadline;
  private final Executor receiver;
  private final Consumer<Answer> answered;
  private final AtomicBoolean isDone = new AtomicBoolean();

  /**
   * A question.
   *
   * @param deadline when it is answered as undecided, in nanoseconds of the queue's ticker
   * @param receiver runs {@code answered}
   * @param answered takes the answer
   */
  Waiting(Question question, long deadline, Executor receiver, Consumer<Answer> answered) {
    this.question = question;
    this.deadline = deadline;
    this.receiver = receiver;
    this.answered = answered;
  }

  Question question() {
    return question;
  }

  long deadline() {
    return deadline;
  }

  Executor receiver() {
    return receiver;
  }

  boolean isDone() {
    return isDone.get();
  }

  /** Claims the right to answer; true once. */
  boolean claim() {
    return !isDone.get() && isDone.compareAndSet(false, true);
  }

  /** Hands over the answer, on the receiver's thread; only after a claim. */
  void deliver(Answer answer) {
    answered.accept(answer);
  }

  @Override
  public ByteBuffer quote() {
    return question.quote();
  }

  @Override
  public @Nullable Collateral collateral() {
    return question.collateral();
  }

  @Override
  public Instant at() {
    return question.at();
  }
}
