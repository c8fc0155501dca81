package io.github.quotary.pcs.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion of writers: within this object by a lock in memory, and against all others,
 * including other processes, by a file lock, which the operating system releases on a crash.
 */
final class StoreLock {
  /** Long enough to write two small files; a suspended holder must not block others for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Path file;
  private final ReentrantLock inProcess = new ReentrantLock();

  StoreLock(Path file) {
    this.file = file;
  }

  /** Work to do under the lock. */
  @FunctionalInterface
  interface Work {
    boolean run() throws IOException;
  }

  /**
   * Waits for the lock and does the work.
   *
   * @throws IOException if the lock is held by another for ten seconds, or the work fails
   */
  boolean hold(Work work) throws IOException {
    inProcess.lock();
    // Closing the file releases the lock on it.
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      await(channel);
      return work.run();
    } finally {
      inProcess.unlock();
    }
  }

  private void await(FileChannel channel) throws IOException {
    long start = System.nanoTime();
    while (tryLock(channel) == null) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("Another process holds " + file);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another store of this process on the same directory
    }
  }
}
