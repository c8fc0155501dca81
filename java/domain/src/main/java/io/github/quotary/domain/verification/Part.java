package io.github.quotary.domain.verification;

import io.github.quotary.domain.reading.Reading;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of the evidence, and its form.
 *
 * @param value the part; empty if it is missing or malformed
 * @param form whether it is well-formed
 * @param <T> what it was read as
 */
public record Part<T>(Optional<T> value, Form form) {
  /** A part as it was read. */
  public static <T> Part<T> of(String ref, Reading<T> reading) {
    return new Part<>(reading.found(), Form.problem(ref, reading.problem()));
  }

  /** Reads the part further; problems go by the name {@code ref}. */
  public <R> Part<R> read(String ref, Function<? super T, Reading<R>> reader) {
    return value
        .map(part -> of(ref, reader.apply(part)))
        .map(read -> new Part<>(read.value, form.and(read.form)))
        .orElseGet(() -> new Part<>(Optional.empty(), form));
  }
}
