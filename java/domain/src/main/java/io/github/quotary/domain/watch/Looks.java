package io.github.quotary.domain.watch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one round, several at once, which are taken in the order of the names. For
 * one thread; closing it gives up what was not taken.
 */
final class Looks implements AutoCloseable {
  /** Takes one observation. */
  private interface Look {
    Observation take() throws InterruptedException;
  }

  private final @Nullable ExecutorService threads;
  private final List<Look> looks = new ArrayList<>();
  private int taken;

  private Looks(@Nullable ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Begins to observe. One at once is observed when it is taken, by the thread that takes it.
   *
   * @param atOnce how many at once, 1 or more
   */
  static Looks begin(List<Watched> names, int atOnce, InstantSource clock) {
    int threads = Math.min(atOnce, names.size());
    Looks all = new Looks(threads > 1 ? threads(threads) : null);
    for (Watched name : names) {
      all.add(() -> name.observe(clock.instant()));
    }
    return all;
  }

  private static ExecutorService threads(int count) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          Thread thread = new Thread(task, "quotary-watch");
          thread.setDaemon(true);
          return thread;
        });
  }

  private void add(Supplier<Observation> observing) {
    if (threads == null) {
      looks.add(observing::get);
    } else {
      Future<Observation> begun = threads.submit(observing::get);
      looks.add(() -> result(begun));
    }
  }

  /** The next name's, which is waited for. */
  Observation next() throws InterruptedException {
    return looks.get(taken++).take();
  }

  private static Observation result(Future<Observation> begun) throws InterruptedException {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
