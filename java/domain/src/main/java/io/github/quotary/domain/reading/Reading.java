package io.github.quotary.domain.reading;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of reading untrusted bytes or text: a value, or the fault in them. Immutable if the
 * value is.
 *
 * @param <T> the type of the value
 */
public sealed interface Reading<T> {
  /**
   * Well-formed.
   *
   * @param value the value
   * @param <T> its type
   */
  record Read<T>(T value) implements Reading<T> {
    @Override
    public <R> R fold(
        Function<? super T, ? extends R> read,
        Function<? super Malformed<T>, ? extends R> malformed) {
      return read.apply(value);
    }
  }

  /**
   * Malformed.
   *
   * @param place location of the fault, such as {@code line 3}, if known
   * @param fault what is wrong
   * @param <T> the type that the value would have
   */
  record Malformed<T>(Optional<String> place, String fault) implements Reading<T> {
    @Override
    public <R> R fold(
        Function<? super T, ? extends R> read,
        Function<? super Malformed<T>, ? extends R> malformed) {
      return malformed.apply(this);
    }

    /** The fault, after its place if it has one. */
    public String text() {
      return place.map(where -> where + ": " + fault).orElse(fault);
    }
  }

  /** A value. */
  static <T> Reading<T> of(T value) {
    return new Read<>(value);
  }

  /** A fault without a place. */
  static <T> Reading<T> malformed(String fault) {
    return new Malformed<>(Optional.empty(), fault);
  }

  /** A fault with its place. */
  static <T> Reading<T> malformed(String place, String fault) {
    return new Malformed<>(Optional.of(place), fault);
  }

  /** Applies the function that matches the case. */
  <R> R fold(
      Function<? super T, ? extends R> read, Function<? super Malformed<T>, ? extends R> malformed);

  /** Reads the value further; a fault stays as it is. */
  default <R> Reading<R> then(Function<? super T, Reading<R>> next) {
    return fold(next, malformed -> new Malformed<>(malformed.place, malformed.fault));
  }

  /** The value; empty if malformed. */
  default Optional<T> found() {
    return fold(Optional::of, malformed -> Optional.empty());
  }

  /** The fault, after its place if it has one; empty if well-formed. */
  default Optional<String> problem() {
    return fold(value -> Optional.empty(), malformed -> Optional.of(malformed.text()));
  }
}
