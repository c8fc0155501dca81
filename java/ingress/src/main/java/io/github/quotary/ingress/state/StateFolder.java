package io.github.quotary.ingress.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of small files that one process at a time writes. A file is replaced as a whole: the
 * bytes go to a new file, which is forced to the disk and then takes the name, so that a crash
 * leaves the old bytes or the new ones. Folders have mode 0700, files 0600, from their first moment
 * on. A file holds at most {@value #MAX_SIZE} bytes.
 *
 * <p>Files are named by paths such as {@code accounts/ca/key.pem}: parts of letters, digits and
 * {@code . _ * -}, none of which begins with a dot. A link in the place of a file is not followed.
 * Needs a file system with POSIX permissions. Writers wait for one another; thread-safe.
 */
public final class StateFolder implements AutoCloseable {
  /** The most bytes of one file. */
  public static final int MAX_SIZE = 1 << 20;

  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_*-][A-Za-z0-9._*-]*(/[A-Za-z0-9_*-][A-Za-z0-9._*-]*)*");
  private static final String LOCK = ".lock";
  private static final String UNFINISHED = ".new";
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE = mode("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE = mode("rw-------");

  private final Path root;
  private final FileChannel lockFile;

  private StateFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens a folder for this process alone, and makes it if it is not there.
   *
   * @throws IOException if it cannot be made or is not a folder, if others may enter it, or if
   *     another process has it open; the message says which, and what to do
   */
  public static StateFolder open(Path folder) throws IOException {
    makeFolder(folder);
    if (!Files.getPosixFilePermissions(folder)
        .equals(PosixFilePermissions.fromString("rwx------"))) {
      throw new FileSystemException(
          folder.toString(), null, "others may enter it, and it holds keys: chmod 700 it");
    }
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            FILE_MODE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new StateFolder(folder, channel);
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it; said below like any other's.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new FileSystemException(
        folder.toString(), null, "another process uses it: stop that one, or take another folder");
  }

  /**
   * Whether a process has this folder open now. Only for a process that does not have it open
   * itself: where closing a file gives up its locks, this would give up that one.
   */
  public static boolean isInUse(Path folder) {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder itself. */
  public Path path() {
    return root;
  }

  /**
   * The bytes of a file; empty if there is no such file.
   *
   * @throws IOException if it cannot be read, is not a file, or is larger than {@link #MAX_SIZE}
   */
  public Optional<byte[]> read(String path) throws IOException {
    return read(root, path);
  }

  /**
   * A look into a folder that this process does not open: what {@link #read(String)} of its owner
   * would have given at some moment.
   */
  public static Optional<byte[]> read(Path folder, String path) throws IOException {
    Path file = below(folder, path);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw new FileSystemException(file.toString(), null, "larger than " + MAX_SIZE + " bytes");
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces a file, or makes it with the folders above it.
   *
   * @throws IOException if it could not be written to the disk; the old bytes are still there then
   * @throws IllegalArgumentException if there are more than {@link #MAX_SIZE} bytes
   */
  public synchronized void write(String path, byte[] bytes) throws IOException {
    if (bytes.length > MAX_SIZE) {
      throw new IllegalArgumentException(
          path + " would have " + bytes.length + " bytes; at most " + MAX_SIZE + " are kept");
    }
    Path file = below(root, path);
    Path folder = file.resolveSibling(".");
    makeFoldersOf(path);
    Path unfinished = file.resolveSibling("." + file.getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    try {
      try (FileChannel out =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              FILE_MODE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteQuietly(unfinished, e);
      throw e;
    }
    force(folder);
  }

  /** Deletes a file, if it is there. */
  public synchronized void delete(String path) throws IOException {
    Path file = below(root, path);
    if (Files.deleteIfExists(file)) {
      force(file.resolveSibling("."));
    }
  }

  /** The names of the files in a folder, sorted; none if there is no such folder. */
  public List<String> list(String folder) throws IOException {
    return list(root, folder);
  }

  /** The same for a folder that this process does not open. */
  public static List<String> list(Path root, String folder) throws IOException {
    Path below = below(root, folder);
    try (Stream<Path> files = Files.list(below)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .filter(name -> PATH.matcher(name).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Gives the folder free for other processes. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private void makeFoldersOf(String path) throws IOException {
    Path folder = root;
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      Path above = folder;
      folder = folder.resolve(parts[i]);
      if (makeFolder(folder)) {
        force(above);
      }
    }
  }

  /** Whether it was made now. */
  private static boolean makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          folder.toString(), null, "not a directory, and a link to one does not count");
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    Files.createDirectory(folder, FOLDER_MODE);
    return true;
  }

  private static Path below(Path root, String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException("not a path of the state folder: " + path);
    }
    return root.resolve(path);
  }

  /** A folder's entries, that is the new name of a file, are forced to the disk apart from it. */
  private static void force(Path folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private static void deleteQuietly(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
