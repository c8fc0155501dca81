package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.verify.VerificationResult;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Verifies quotes for a service with this engine, and every n-th quote again with Intel's code, on
 * a separate thread. The caller never waits for Intel's code: if the queue is full, the sample is
 * dropped and counted. Thread-safe.
 *
 * <pre>{@code
 * try (SampledCrossCheck sampled =
 *     new SampledCrossCheck(new CrossCheck(verifier, intel), 1000, 64, (quote, differ) -> alert(differ))) {
 *   VerificationResult result = sampled.verify(quote, collateral, Instant.now());
 * }
 * }</pre>
 */
public final class SampledCrossCheck implements AutoCloseable {
  private final CrossCheck crossCheck;
  private final int every;
  private final Listener listener;
  private final ThreadPoolExecutor worker;
  private final AtomicLong verified = new AtomicLong();
  private final AtomicLong agreed = new AtomicLong();
  private final AtomicLong differed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Receives disagreements, on the thread that found them. */
  @FunctionalInterface
  public interface Listener {
    /**
     * The engines differ, in a known way or not.
     *
     * @param quote a copy of the quote
     * @param differ both verdicts and what differs
     */
    void onDifference(ByteBuffer quote, Differ differ);
  }

  /**
   * Statistics so far.
   *
   * @param verified quotes that were verified
   * @param agreed samples on which both engines agreed
   * @param differed samples on which they differed
   * @param dropped samples dropped because the queue was full
   * @param failed samples whose check or listener threw
   */
  public record Counters(long verified, long agreed, long differed, long dropped, long failed) {}

  /**
   * A sampling cross-check; starts its thread, a daemon, with the first sample.
   *
   * @param every sampling interval in quotes, at least 1
   * @param queue maximum number of waiting samples, at least 1; each holds its quote and collateral
   */
  public SampledCrossCheck(CrossCheck crossCheck, int every, int queue, Listener listener) {
    if (every < 1 || queue < 1) {
      throw new IllegalArgumentException("every and queue must be at least 1");
    }
    this.crossCheck = crossCheck;
    this.every = every;
    this.listener = listener;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            SampledCrossCheck::newThread,
            (task, executor) -> dropped.incrementAndGet());
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "quotary-cross-check");
    thread.setDaemon(true);
    return thread;
  }

  /** Verifies with this engine; a sample is verified again later. */
  public VerificationResult verify(ByteBuffer quote, Collateral collateral, Instant at) {
    VerificationResult result = crossCheck.ours().verify(quote, collateral, at);
    if (verified.incrementAndGet() % every == 0) {
      ByteBuffer copy = ByteBuffer.allocate(quote.remaining()).put(quote.duplicate()).flip();
      worker.execute(() -> check(copy.asReadOnlyBuffer(), collateral, at));
    }
    return result;
  }

  /** Both engines see the copy, because the caller may reuse its buffer. */
  private void check(ByteBuffer quote, Collateral collateral, Instant at) {
    try {
      CrossCheckResult compared = crossCheck.check(quote, collateral, at);
      if (compared instanceof Differ differ) {
        differed.incrementAndGet();
        listener.onDifference(quote, differ);
      } else {
        agreed.incrementAndGet();
      }
    } catch (RuntimeException e) {
      // Whatever a listener throws, the next sample is checked.
      failed.incrementAndGet();
    }
  }

  /** Statistics so far. */
  public Counters counters() {
    return new Counters(verified.get(), agreed.get(), differed.get(), dropped.get(), failed.get());
  }

  /** Accepts no more samples; waiting ones are still checked, within this time. */
  public boolean close(long time, TimeUnit unit) throws InterruptedException {
    worker.shutdown();
    return worker.awaitTermination(time, unit);
  }

  /** Accepts no more samples and drops the waiting ones; one in progress is completed. */
  @Override
  public void close() {
    dropped.addAndGet(worker.shutdownNow().size());
  }
}
