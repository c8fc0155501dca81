package io.github.quotary.qvl;

import java.util.Optional;

/**
 * The result of loading a library; loading never throws.
 *
 * @param <T> the library
 */
public sealed interface LoadOutcome<T> {
  /** The library, if it was loaded. */
  default Optional<T> library() {
    return Optional.empty();
  }

  /** One line for the user: what was loaded, or what to install or set. */
  String message();

  /** The library is loaded and its version is supported. */
  record Loaded<T>(T loaded, String message) implements LoadOutcome<T> {
    @Override
    public Optional<T> library() {
      return Optional.of(loaded);
    }
  }

  /** Something is not installed, or not available for this platform. */
  record Missing<T>(String message) implements LoadOutcome<T> {}

  /** Something is installed but does not work. */
  record Failed<T>(String message, Throwable cause) implements LoadOutcome<T> {}

  /** The same failure for another library that needs this one. */
  static <T, U> LoadOutcome<U> notLoaded(LoadOutcome<T> outcome) {
    if (outcome instanceof Failed<T> failed) {
      return new Failed<>(failed.message(), failed.cause());
    }
    return new Missing<>(outcome.message());
  }
}
