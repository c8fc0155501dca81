package io.github.quotary.guest.provider;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of a question to the TEE: a value, or the fault for which there is none. Immutable.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
  /**
   * The value that was asked for; what could be checked was checked.
   *
   * @param value the value
   */
  record Given<T>(T value) implements Answer<T> {
    @Override
    public <R> R fold(Function<? super T, R> given, Function<GuestFault, R> failed) {
      return given.apply(value);
    }
  }

  /**
   * There is no value.
   *
   * @param reason what was wrong, where, and what to do
   */
  record Failed<T>(GuestFault reason) implements Answer<T> {
    @Override
    public <R> R fold(Function<? super T, R> given, Function<GuestFault, R> failed) {
      return failed.apply(reason);
    }
  }

  /** An answer with this value. */
  static <T> Answer<T> given(T value) {
    return new Given<>(value);
  }

  /** An answer without a value. */
  static <T> Answer<T> failed(GuestFault reason) {
    return new Failed<>(reason);
  }

  /** Applies the function that matches the case. */
  <R> R fold(Function<? super T, R> given, Function<GuestFault, R> failed);

  /** The value, if there is one. */
  default Optional<T> found() {
    return fold(Optional::of, reason -> Optional.empty());
  }

  /** The fault, if there is no value. */
  default Optional<GuestFault> fault() {
    return fold(value -> Optional.empty(), Optional::of);
  }

  /** What follows from the value; a fault stays. */
  default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
    return fold(next, Answer::failed);
  }
}
