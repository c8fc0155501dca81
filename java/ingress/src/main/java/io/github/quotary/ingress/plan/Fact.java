package io.github.quotary.ingress.plan;

import java.util.Optional;
import java.util.function.Function;

/** What is known, or why it is not: what could not be looked up is never taken for absent. */
public sealed interface Fact<T> {
  /** It was looked up. */
  record Known<T>(T value) implements Fact<T> {}

  /** It could not be, or was not to be. */
  record Unknown<T>(String why) implements Fact<T> {}

  /** The value, if it is known. */
  default Optional<T> known() {
    return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
  }

  /** Another value of the same knowledge. */
  default <R> Fact<R> map(Function<T, R> function) {
    return this instanceof Known<T> known
        ? new Known<>(function.apply(known.value()))
        : new Unknown<>(((Unknown<T>) this).why());
  }
}
