package io.github.quotary.pcs.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks from time to time which kept documents are due. The looks are at most some minutes apart:
 * timers stand still while a machine sleeps, and documents' dates do not.
 */
final class RefreshTimer {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DocumentKeeper keeper;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile boolean stopped;

  RefreshTimer(DocumentKeeper keeper, ScheduledExecutorService scheduler, Clock clock) {
    this.keeper = keeper;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Sees to it that a look is planned. */
  @SuppressWarnings("FutureReturnValueIgnored") // the look plans the next one itself
  void arm() {
    if (stopped || !armed.compareAndSet(false, true)) {
      return;
    }
    try {
      scheduler.schedule(this::look, delay().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      stopped = true; // the scheduler was shut down; documents are still refreshed when used
    }
  }

  void stop() {
    stopped = true;
  }

  private void look() {
    armed.set(false);
    if (!stopped) {
      keeper.startDue();
      arm();
    }
  }

  private Duration delay() {
    Instant now = clock.instant();
    Duration delay =
        keeper.all().stream()
            .map(document -> Duration.between(now, document.dueAt()))
            .min(Duration::compareTo)
            .orElse(LONGEST);
    if (delay.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
