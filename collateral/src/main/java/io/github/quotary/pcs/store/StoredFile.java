package io.github.quotary.pcs.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small files that are read and replaced as a whole. A link is never followed. */
final class StoredFile {
  /** Far above any content; a limit for files written by others. */
  static final int MAX_BYTES = 16 << 20;

  /** How the name of a file ends while it is written. */
  static final String UNFINISHED = ".part";

  private StoredFile() {}

  /**
   * The bytes; empty if there is no such file, or it is larger than any content.
   *
   * @throws IOException if it is not a regular file, such as a link, or cannot be read
   */
  static Optional<byte[]> read(Path file) throws IOException {
    // Opening a pipe would wait for its other end.
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(file + " is not a file: delete it, or use another folder");
      }
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES ? Optional.empty() : Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a file atomically.
   *
   * @param temp a folder for the file while it is written
   */
  static void write(byte[] bytes, Path temp, Path directory, String name) throws IOException {
    Path file = temp.resolve(name + UNFINISHED);
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    try {
      Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(directory + " is on a file system without atomic moves", e);
    }
    force(directory);
  }

  /** Syncs the directory's entries to disk, where supported. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a directory; there the atomic move must do.
    }
  }

  /** The regular files of a folder; links are not among them. */
  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
