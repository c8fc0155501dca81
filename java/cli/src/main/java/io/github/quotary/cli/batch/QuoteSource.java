package io.github.quotary.cli.batch;

import io.github.quotary.evidence.batch.QuoteEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where quotes come from, one after the other. Read by one thread at a time. */
interface QuoteSource extends AutoCloseable {
  /**
   * The next quote, not yet decoded; null at the end.
   *
   * @throws MisreadException if the rest cannot be split into quotes
   */
  @Nullable QuoteEntry next() throws IOException, MisreadException;

  /** Whether the next quote can be read without waiting for it. */
  default boolean isReady() throws IOException {
    return true;
  }

  @Override
  void close() throws IOException;

  /** The rest of the input cannot be read; what was read before stands. */
  final class MisreadException extends Exception {
    private static final long serialVersionUID = 1L;

    MisreadException(String message) {
      super(message);
    }
  }
}
