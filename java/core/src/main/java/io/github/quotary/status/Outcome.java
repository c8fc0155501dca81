package io.github.quotary.status;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a step of the verification made, or the first check that failed in it.
 *
 * @param <T> what the step makes
 */
public sealed interface Outcome<T> {
  /** What the next step makes of this one's value; a failure stays as it is. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    if (this instanceof Passed<T> passed) {
      return next.apply(passed.value());
    }
    return new Failed<>(((Failed<T>) this).rejection());
  }

  /** What is made of the value, or of the failing check. */
  default <R> R fold(
      Function<? super T, ? extends R> passed, Function<? super Rejection, ? extends R> failed) {
    return this instanceof Passed<T> one
        ? passed.apply(one.value())
        : failed.apply(((Failed<T>) this).rejection());
  }

  /** The failing check, or null if the step passed. */
  default @Nullable Rejection rejectionOrNull() {
    return this instanceof Failed<T> failed ? failed.rejection() : null;
  }

  /** What the step made; empty if it failed. */
  default Optional<T> toOptional() {
    return this instanceof Passed<T> passed ? Optional.of(passed.value()) : Optional.empty();
  }

  /**
   * What the step made.
   *
   * @throws IllegalStateException if it failed
   */
  default T orElseThrow() {
    if (this instanceof Passed<T> passed) {
      return passed.value();
    }
    throw new IllegalStateException(String.valueOf(rejectionOrNull()));
  }

  /**
   * The step passed.
   *
   * @param value what it made
   * @param <T> its type
   */
  record Passed<T>(T value) implements Outcome<T> {}

  /**
   * The step failed.
   *
   * @param rejection the first failing check in Intel's order
   * @param <T> what the step would have made
   */
  record Failed<T>(Rejection rejection) implements Outcome<T> {}

  /**
   * What the next step makes of two values. Where both steps failed, the failure is the one that
   * Intel's order reports first.
   */
  static <A, B, R> Outcome<R> both(
      Outcome<A> a, Outcome<B> b, BiFunction<? super A, ? super B, Outcome<R>> next) {
    Rejection rejection = Rejection.first(a.rejectionOrNull(), b.rejectionOrNull());
    return rejection != null
        ? new Failed<>(rejection)
        : a.then(first -> b.then(second -> next.apply(first, second)));
  }

  /** A step that passed. */
  static <T> Outcome<T> passed(T value) {
    return new Passed<>(value);
  }

  /** A step that failed. */
  static <T> Outcome<T> failed(RejectReason reason, String detail) {
    return new Failed<>(Rejection.of(reason, detail));
  }
}
