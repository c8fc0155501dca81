package io.github.quotary.verify;

/**
 * Takes the results of a batch. It is called by one thread at a time, though not always by the same
 * one. While it works no more than the batch's window is read, so a slow sink slows the batch down.
 * What it throws ends the batch and reaches the caller.
 *
 * @param <Q> what stands for a quote
 */
@FunctionalInterface
public interface BatchSink<Q extends BatchQuote> {
  /**
   * Takes one result.
   *
   * @param index number of the quote in the order of the input, from 0
   * @param quote the same object that the input gave
   * @param result the verdict on it
   */
  void accept(long index, Q quote, VerificationResult result);
}
