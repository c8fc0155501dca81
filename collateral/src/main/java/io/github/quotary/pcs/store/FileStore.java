package io.github.quotary.pcs.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
 *
 * <p>The directories must be this user's, and nobody else may write in them. Links are not
 * followed, and only files with names that a store gives are ever deleted.
 */
public final class FileStore {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,120}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern UNFINISHED = Pattern.compile("[a-z0-9-]+\\.part");
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
   * @throws IOException if the directory cannot be created or written, if it or one below it is a
   *     link or somebody else's, or if others may write in it
   */
  public static FileStore open(Path directory) throws IOException {
    FileStore store = new FileStore(directory);
    for (Path each : List.of(directory, store.objects, store.refs, store.temp)) {
      OwnFolder.open(each);
    }
    store.lock.hold(
        () -> {
          store.sweep();
          return true;
        });
    return store;
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

  /** Whether a content was stored under this name, and may be damaged since. */
  public boolean has(String name) throws IOException {
    requireName(name);
    return hashOf(name).isPresent();
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
    if (content.length > StoredFile.MAX_BYTES) {
      throw new IOException(name + " has more than " + StoredFile.MAX_BYTES + " bytes");
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
      StoredFile.write(content, temp, objects, hash);
    }
    StoredFile.write(hash.getBytes(StandardCharsets.US_ASCII), temp, refs, name);
    sweep();
  }

  /** All names. */
  public List<String> names() throws IOException {
    return StoredFile.list(refs).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> NAME.matcher(name).matches())
        .sorted()
        .toList();
  }

  private Optional<String> hashOf(String name) throws IOException {
    return StoredFile.read(refs.resolve(name))
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
        .filter(hash -> HASH.matcher(hash).matches());
  }

  private Optional<byte[]> object(String hash) throws IOException {
    return StoredFile.read(objects.resolve(hash)).filter(bytes -> sha256(bytes).equals(hash));
  }

  /** Removes unreferenced contents and partial files of crashed processes. Needs the lock. */
  private void sweep() throws IOException {
    Set<String> used = new HashSet<>();
    for (String name : names()) {
      hashOf(name).ifPresent(used::add);
    }
    for (Path object : StoredFile.list(objects)) {
      String name = object.getFileName().toString();
      if (HASH.matcher(name).matches() && !used.contains(name)) {
        Files.deleteIfExists(object);
      }
    }
    for (Path unfinished : StoredFile.list(temp)) {
      if (UNFINISHED.matcher(unfinished.getFileName().toString()).matches()) {
        Files.deleteIfExists(unfinished);
      }
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
