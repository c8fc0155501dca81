package io.github.quotary.domain.watch;

import io.github.quotary.domain.evidence.RawBytes;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * The state in a folder. The file {@code state.json} is replaced as a whole: the new one is written
 * to a temporary file, flushed to disk, and renamed over it, so that a crash at any time leaves
 * either the old or the new state. Its first line is the SHA-256 of the rest; a damaged state is
 * rejected, not discarded. The file {@code lock} is locked while a watch runs, so that no two share
 * a state. For one thread.
 */
public final class StateStore implements AutoCloseable {
  private static final String STATE = "state.json";
  private static final String NEXT = "state.json.next";
  private static final String LOCK = "lock";

  /** Length of the first line: SHA-256 in hexadecimal, and a line feed. */
  private static final int HEADER = 65;

  private final Path folder;
  private final FileChannel lock;
  private final Steps steps;
  private WatchState state;

  /** Notified of each step of a commit; tests crash the process there. */
  @FunctionalInterface
  interface Steps {
    void reached(String step);

    /** Forces a file or a folder to the disk. */
    default void force(FileChannel channel) throws IOException {
      channel.force(true);
    }
  }

  private StateStore(Path folder, FileChannel lock, Steps steps, WatchState state) {
    this.folder = folder;
    this.lock = lock;
    this.steps = steps;
    this.state = state;
  }

  /**
   * Opens the state in a folder, creating the folder if needed.
   *
   * @throws IOException if another watch uses it, or if it cannot be read
   */
  public static StateStore open(Path folder) throws IOException {
    return open(folder, step -> {});
  }

  static StateStore open(Path folder, Steps steps) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (tryLock(lock).isEmpty()) {
        throw new IOException("another watch is using the state in " + folder);
      }
      return new StateStore(folder, lock, steps, read(folder.resolve(STATE)));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  private static WatchState read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return WatchState.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      if (bytes.length < HEADER) {
        throw new IllegalArgumentException("it is too short");
      }
      byte[] json = Arrays.copyOfRange(bytes, HEADER, bytes.length);
      String sum = new String(bytes, 0, HEADER, StandardCharsets.ISO_8859_1).strip();
      if (!sum.equals(RawBytes.of(json).sha256().toString())) {
        throw new IllegalArgumentException("its SHA-256 does not match its first line");
      }
      return StateJson.read(json);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file
              + " is not a valid watch state: "
              + e.getMessage()
              + "; move it away to start without history",
          e);
    }
  }

  /** The state as it is on the disk. */
  public WatchState state() {
    return state;
  }

  /**
   * Replaces the state. When this returns, the disk has the new one; when it throws, the old or the
   * new one.
   *
   * @throws IOException if it cannot be written
   */
  void commit(WatchState next) throws IOException {
    byte[] json = StateJson.write(next).getBytes(StandardCharsets.UTF_8);
    byte[] sum = (RawBytes.of(json).sha256() + "\n").getBytes(StandardCharsets.ISO_8859_1);
    Path file = folder.resolve(NEXT);
    steps.reached("begin");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS)) {
      writeAll(channel, sum);
      steps.reached("half");
      writeAll(channel, json);
      steps.force(channel);
    }
    steps.reached("written");
    Files.move(
        file,
        folder.resolve(STATE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    steps.reached("moved");
    forceFolder();
    state = next;
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Forces the new name to the disk, where the system lets folders be opened. */
  private void forceFolder() throws IOException {
    if (File.separatorChar == '/') {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        steps.force(channel);
      }
    }
  }

  /** Lets another watch use the state. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
