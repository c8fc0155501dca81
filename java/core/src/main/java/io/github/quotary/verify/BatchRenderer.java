package io.github.quotary.verify;

/**
 * What is done with results before their turn at the sink, such as writing them as text. The thread
 * that verified a chunk does it, so that it is called by several threads at the same time, and in
 * any order. What it throws ends the batch and reaches the caller.
 *
 * @param <Q> what stands for a quote
 * @param <R> what the sink takes
 */
@FunctionalInterface
public interface BatchRenderer<Q extends BatchQuote, R> {
  /**
   * What the sink takes for these results. Once it returns, the batch asks the quotes of the chunk
   * for nothing more, so that their bytes may change.
   */
  R render(BatchChunk<Q> results);
}
