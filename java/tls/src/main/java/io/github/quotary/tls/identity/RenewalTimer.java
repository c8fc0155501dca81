package io.github.quotary.tls.identity;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs a task later, once. Thread-safe. */
@FunctionalInterface
public interface RenewalTimer {
  /**
   * Runs the task after this delay, on a thread that may wait for evidence.
   *
   * @return takes the task back; does nothing if it runs or ran
   */
  Runnable after(Duration delay, Runnable task);

  /** A timer over an executor, which stays the caller's; after its shutdown nothing is run. */
  static RenewalTimer of(ScheduledExecutorService executor) {
    return (delay, task) -> {
      try {
        Future<?> future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
      } catch (RejectedExecutionException e) {
        return () -> {};
      }
    };
  }

  /** A timer that never runs anything, for callers that renew by themselves. */
  static RenewalTimer never() {
    return (delay, task) -> () -> {};
  }
}
