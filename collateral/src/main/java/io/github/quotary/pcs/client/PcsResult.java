package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FetchFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What asking the configured endpoints in their order came to.
 *
 * @param <T> what was asked for
 */
public sealed interface PcsResult<T> {
  /** What was received, if anything was. */
  Optional<T> value();

  /** Every endpoint's failure, in order; also those before the one that answered. */
  List<FetchFailure> failures();

  /** Whether asking again later may help. */
  default boolean isRetryable() {
    return failures().stream().anyMatch(failure -> failure.kind().isRetryable());
  }

  /** All failures in one line. */
  default String cause() {
    return failures().stream().map(FetchFailure::toString).collect(Collectors.joining("; "));
  }

  /**
   * An endpoint answered.
   *
   * @param content what was received
   * @param failures of the endpoints before
   * @param <T> what was asked for
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
   * No endpoint gave a good answer.
   *
   * @param failures one for each endpoint at least
   * @param <T> what was asked for
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
