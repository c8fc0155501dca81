package io.github.quotary.pcs.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler that runs its tasks only when the test says so. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {
  private final Deque<Runnable> planned = new ArrayDeque<>();
  final List<Long> delaysMillis = new ArrayList<>();

  ManualScheduler() {
    super(0);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    planned.add(command);
    delaysMillis.add(unit.toMillis(delay));
    return null;
  }

  int planned() {
    return planned.size();
  }

  void runNext() {
    planned.remove().run();
  }
}
