package io.github.quotary.benchmarks.service;

import io.github.quotary.benchmarks.CacheLevel;
import io.github.quotary.benchmarks.Engine;
import io.github.quotary.benchmarks.Fleet;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The plain Java engine's batch, as {@code BatchBenchmark} has it. */
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

  /** CPU time of a quote in microseconds, while this thread alone has something to do. */
  double micros() {
    return cpuNanos() / 1e3 / (QUOTES * BATCHES);
  }

  /**
   * The same while every core does this. Cores that share their parts, or their power, are slower
   * then, as they are under load.
   */
  double microsOnAllCores() {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      List<Future<Long>> each = threads.invokeAll(Collections.nCopies(cores, this::cpuNanos));
      long nanos = 0;
      for (Future<Long> one : each) {
        nanos += one.get();
      }
      return nanos / 1e3 / ((double) QUOTES * BATCHES * cores);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The batch did not end", e);
    } finally {
      threads.shutdown();
    }
  }

  private long cpuNanos() {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCHES; i++) {
      if (batch.verify(quotes, (index, quote, result) -> {}).trusted() != QUOTES) {
        throw new IllegalStateException("Not all were trusted");
      }
    }
    return threads.getCurrentThreadCpuTime() - before;
  }
}
