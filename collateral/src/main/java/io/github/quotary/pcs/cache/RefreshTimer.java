package io.github.quotary.pcs.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refreshes cached documents when they are due. Wakes up at least every ten minutes: timers pause
 * while a machine is suspended, and documents expire all the same.
 */
final class RefreshTimer {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DocumentCache cache;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile boolean stopped;

  RefreshTimer(DocumentCache cache, ScheduledExecutorService scheduler, Clock clock) {
    this.cache = cache;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Schedules the next wake-up unless one is scheduled. */
  @SuppressWarnings("FutureReturnValueIgnored") // each wake-up schedules the next
  void arm() {
    if (stopped || !armed.compareAndSet(false, true)) {
      return;
    }
    try {
      scheduler.schedule(this::wakeUp, delay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      stopped = true; // the scheduler was shut down; documents are still refreshed when used
    }
  }

  void stop() {
    stopped = true;
  }

  private void wakeUp() {
    armed.set(false);
    if (!stopped) {
      cache.refreshDue();
      arm();
    }
  }

  private Duration delay() {
    Instant now = clock.instant();
    Duration delay =
        cache.all().stream()
            .map(document -> Duration.between(now, document.dueAt()))
            .min(Duration::compareTo)
            .orElse(LONGEST);
    if (delay.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
