package io.github.quotary.pcs.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Named contents in a directory, shared by threads and processes. Thread-safe.
 *
 * <pre>
 * objects/SHA-256   a content, named by its hash, immutable
 * refs/NAME         hash of the current content, in hexadecimal
 * temp/             files being written
 * lock              held while writing
 * </pre>
 *
 * <p>A content is written, synced to disk and moved into place before the name is atomically
 * switched to it. After a crash at any point, every name refers to a complete content, old or new.
 * Reads are verified against the hash; a mismatch counts as missing. Readers take no lock.
 */
public final class FileStore {
  /** Far above any content; a limit for files written by others. */
  private static final long MAX_BYTES = 16 << 20;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,120}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int READ_TRIES = 5;

  private final Path objects;
  private final Path refs;
  private final Path temp;
  private final StoreLock lock;

  private FileStore(Path directory) {
    objects = directory.resolve("objects");
    refs = directory.resolve("refs");
    temp = directory.resolve("temp");
    lock = new StoreLock(directory.resolve("lock"));
  }

  /**
   * Opens a store and creates it if missing; a new one is accessible to its owner only.
   *
   * @throws IOException if the directory cannot be created or written
   */
  public static FileStore open(Path directory) throws IOException {
    FileStore store = new FileStore(directory);
    for (Path each : List.of(directory, store.objects, store.refs, store.temp)) {
      makeDirectory(each);
    }
    store.lock.hold(
        () -> {
          store.sweep();
          return true;
        });
    return store;
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(directory);
    }
  }

  /**
   * The content with this name; empty if it is missing or damaged.
   *
   * @throws IOException if it exists and cannot be read
   */
  public Optional<byte[]> read(String name) throws IOException {
    requireName(name);
    for (int i = 0; i < READ_TRIES; i++) {
      Optional<String> hash = hashOf(name);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      Optional<byte[]> content = object(hash.get());
      // A writer may have replaced and removed it in between: then the name has another hash now.
      if (content.isPresent() || hash.equals(hashOf(name))) {
        return content;
      }
    }
    throw new IOException(name + " was replaced " + READ_TRIES + " times while it was read");
  }

  /**
   * Stores a content under a name, if it may replace the current one.
   *
   * @param mayReplace decides under the lock; receives the current content unless missing or
   *     damaged
   * @return whether the content was stored
   * @throws IOException if it cannot be written; then the current content stays
   */
  public boolean write(String name, byte[] content, Predicate<Optional<byte[]>> mayReplace)
      throws IOException {
    requireName(name);
    if (content.length > MAX_BYTES) {
      throw new IOException(name + " has more than " + MAX_BYTES + " bytes");
    }
    return lock.hold(
        () -> {
          boolean replaces = mayReplace.test(read(name));
          if (replaces) {
            replace(name, content);
          }
          return replaces;
        });
  }

  private void replace(String name, byte[] content) throws IOException {
    String hash = sha256(content);
    if (object(hash).isEmpty()) {
      put(content, objects, hash);
    }
    put(hash.getBytes(StandardCharsets.US_ASCII), refs, name);
    sweep();
  }

  /** All names. */
  public List<String> names() throws IOException {
    return files(refs).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> NAME.matcher(name).matches())
        .sorted()
        .toList();
  }

  private Optional<String> hashOf(String name) throws IOException {
    return readFile(refs.resolve(name))
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .filter(hash -> HASH.matcher(hash).matches());
  }

  private Optional<byte[]> object(String hash) throws IOException {
    return readFile(objects.resolve(hash)).filter(bytes -> sha256(bytes).equals(hash));
  }

  private static Optional<byte[]> readFile(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes a file atomically. */
  private void put(byte[] bytes, Path directory, String name) throws IOException {
    Path file = temp.resolve(name);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Path target = directory.resolve(name);
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
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

  /** Removes unreferenced contents and partial files of crashed processes. Needs the lock. */
  private void sweep() throws IOException {
    Set<String> used = new HashSet<>();
    for (String name : names()) {
      hashOf(name).ifPresent(used::add);
    }
    for (Path object : files(objects)) {
      if (!used.contains(object.getFileName().toString())) {
        Files.deleteIfExists(object);
      }
    }
    for (Path unfinished : files(temp)) {
      Files.deleteIfExists(unfinished);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a valid name");
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
