package io.github.quotary.pcs.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Folders that this user alone can change: what is in them cannot be swapped for links to
 * somebody's files.
 */
final class OwnFolder {
  private static final String PROBE = "owner-";
  private static final String NOT_STORED = ".probe";

  private OwnFolder() {}

  /**
   * Makes a folder for this user alone, or looks whether one is.
   *
   * @throws IOException if it cannot be made, is a link or not a folder, is somebody else's, or
   *     others may write in it; the message says which, and what to do
   */
  static void open(Path folder) throws IOException {
    if (!make(folder)) {
      check(folder);
    }
  }

  /** True if it was not there before. */
  private static boolean make(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      make(parent);
    }
    try {
      if (hasPosix(parent == null ? folder : parent)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(folder);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean hasPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  private static void check(Path folder) throws IOException {
    BasicFileAttributes kind =
        Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (kind.isSymbolicLink()) {
      throw refused(folder, "it is a link: name the folder that it leads to");
    }
    if (!kind.isDirectory()) {
      throw refused(folder, "it is not a folder: name another one");
    }
    if (!hasPosix(folder)) {
      return;
    }
    PosixFileAttributes own =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> others = own.permissions();
    if (others.contains(PosixFilePermission.GROUP_WRITE)
        || others.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused(folder, "others may write in it: chmod go-w it, or name another one");
    }
    if (!own.owner().equals(self(folder))) {
      throw refused(folder, "it belongs to " + own.owner().getName() + ": name one of your own");
    }
  }

  /** Who owns what this process writes. */
  private static UserPrincipal self(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, PROBE, NOT_STORED);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static IOException refused(Path folder, String why) {
    return new FileSystemException(folder.toString(), null, why);
  }
}
