package io.github.quotary.qvl;

import java.util.Optional;

/**
 * What became of loading a library. A value: loading never throws.
 *
 * @param <T> the library
 */
public sealed interface LoadOutcome<T> {
  /** The library, if it was loaded. */
  default Optional<T> library() {
    return Optional.empty();
  }

  /** One line for the user: what there is, or what to install or set. */
  String message();

  /** The library is there and its version fits. */
  record Loaded<T>(T loaded, String message) implements LoadOutcome<T> {
    @Override
    public Optional<T> library() {
      return Optional.of(loaded);
    }
  }

  /** Nothing is broken, but something is not installed, or not for this platform. */
  record Missing<T>(String message) implements LoadOutcome<T> {}

  /** Something is there that does not work. */
  record Failed<T>(String message, Throwable cause) implements LoadOutcome<T> {}

  /** Why nothing was loaded, said of another library that needs this one. */
  static <T, U> LoadOutcome<U> notLoaded(LoadOutcome<T> outcome) {
    if (outcome instanceof Failed<T> failed) {
      return new Failed<>(failed.message(), failed.cause());
    }
    return new Missing<>(outcome.message());
  }
}
