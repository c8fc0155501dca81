package io.github.quotary.benchmarks.service;

import io.github.quotary.benchmarks.CacheLevel;
import io.github.quotary.benchmarks.Engine;
import io.github.quotary.benchmarks.Fleet;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The plain Java engine's batch, as {@code BatchBenchmark} has it, on the thread that calls. */
final class BatchRow {
  private static final int QUOTES = 4096;
  private static final int BATCHES = 20;

  private final BatchVerifier batch;
  private final List<BatchQuote> quotes = new ArrayList<>();

  /**
   * Verifies quotes of this fleet.
   *
   * @param hosts how many of its hosts; 1 for the same quote over and over
   */
  BatchRow(Fleet fleet, int hosts) {
    for (int i = 0; i < QUOTES; i++) {
      ByteBuffer quote = fleet.quotes().get(i % hosts);
      quotes.add(BatchQuote.of(quote, fleet.collateral(), fleet.at()));
    }
    batch = BatchVerifier.builder(fleet.verifier(Engine.JAVA, CacheLevel.PLATFORM)).build();
  }

  /** CPU time of a quote, in microseconds. */
  double micros() {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCHES; i++) {
      if (batch.verify(quotes, (index, quote, result) -> {}).trusted() != QUOTES) {
        throw new IllegalStateException("Not all were trusted");
      }
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e3 / (QUOTES * BATCHES);
  }
}
