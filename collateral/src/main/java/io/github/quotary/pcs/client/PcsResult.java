package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FetchFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Result of a request to the configured endpoints.
 *
 * @param <T> type of the content
 */
public sealed interface PcsResult<T> {
  /** The content, if any endpoint returned a good response. */
  Optional<T> value();

  /** The failure of each endpoint, in order, including those before a successful one. */
  List<FetchFailure> failures();

  /** Whether a later retry may succeed. */
  default boolean isRetryable() {
    return failures().stream().anyMatch(failure -> failure.kind().isRetryable());
  }

  /** All failures in one line. */
  default String cause() {
    return failures().stream().map(FetchFailure::toString).collect(Collectors.joining("; "));
  }

  /**
   * An endpoint returned a good response.
   *
   * @param content the content
   * @param failures of the endpoints tried before
   * @param <T> type of the content
   */
  record Received<T>(T content, List<FetchFailure> failures) implements PcsResult<T> {
    /** Copies the list. */
    public Received {
      failures = List.copyOf(failures);
    }

    @Override
    public Optional<T> value() {
      return Optional.of(content);
    }
  }

  /**
   * No endpoint returned a good response.
   *
   * @param failures at least one per endpoint
   * @param <T> type of the content
   */
  record Failed<T>(List<FetchFailure> failures) implements PcsResult<T> {
    /** Copies the list. */
    public Failed {
      failures = List.copyOf(failures);
    }

    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }
}
