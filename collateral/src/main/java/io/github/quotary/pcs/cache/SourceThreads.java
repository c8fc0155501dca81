package io.github.quotary.pcs.cache;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Default threads of a source: few, bounded, daemons; fetchers end when idle. */
final class SourceThreads {
  private static final int FETCHERS = 8;
  private static final int WAITING = 1024;

  private SourceThreads() {}

  static ThreadPoolExecutor fetchers() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            FETCHERS,
            FETCHERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            daemons("quotary-collateral-fetch"));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, daemons("quotary-collateral-timer"));
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return scheduler;
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
