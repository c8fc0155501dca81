package io.github.quotary.verify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Quotes that one worker verifies together, and then their results, in the order of the input. Not
 * thread-safe: handed from the worker to the sink as a whole.
 *
 * @param <Q> what stands for a quote
 */
public final class BatchChunk<Q extends BatchQuote> {
  private final long number;
  private final long firstIndex;
  private final List<Q> quotes;
  private final @Nullable VerificationResult[] results;

  /**
   * A chunk without results.
   *
   * @param number of the chunk in the order of the input, from 0
   * @param firstIndex number of its first quote
   * @param quotes at least one
   */
  BatchChunk(long number, long firstIndex, List<Q> quotes) {
    this.number = number;
    this.firstIndex = firstIndex;
    this.quotes = quotes;
    this.results = new @Nullable VerificationResult[quotes.size()];
  }

  long number() {
    return number;
  }

  /** Number of the first quote in the order of the input, from 0. */
  public long firstIndex() {
    return firstIndex;
  }

  /** How many quotes there are, at least one. */
  public int size() {
    return quotes.size();
  }

  /**
   * The same object that the input gave.
   *
   * @param index in the chunk, from 0
   */
  public Q quote(int index) {
    return quotes.get(index);
  }

  List<Q> quotes() {
    return quotes;
  }

  /** Sets the result of the quote at this index in the chunk. */
  void setResult(int index, VerificationResult result) {
    results[index] = result;
  }

  /**
   * The verdict on the quote, once it was set.
   *
   * @param index in the chunk, from 0
   */
  public VerificationResult result(int index) {
    return Objects.requireNonNull(results[index]);
  }
}
