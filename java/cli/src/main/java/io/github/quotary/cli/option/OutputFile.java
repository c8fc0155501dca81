package io.github.quotary.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that a command writes and whose name the user gave. It is replaced as a whole, so that
 * nobody reads half of it, and never through a link that another user has put in its place. What is
 * not a regular file, such as {@code /dev/stdout}, is written to.
 */
public final class OutputFile {
  private static final long PID = ProcessHandle.current().pid();
  private static final String ROOT = "root";

  private OutputFile() {}

  /**
   * Writes or replaces a file.
   *
   * @throws UnwrittenException if it cannot be written
   */
  public static void write(Path file, byte[] content) {
    try {
      replace(file, content);
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write " + file + ": " + reason(e), e);
    }
  }

  /** The same with text in UTF-8. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String reason(IOException problem) {
    if (problem instanceof FileSystemException named) {
      return named.getReason() != null ? named.getReason() : named.toString();
    }
    return String.valueOf(problem.getMessage());
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path absolute = file.toAbsolutePath();
    if (Files.isSymbolicLink(absolute)) {
      requireOwnLink(absolute);
      Files.write(absolute, content);
      return;
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute) && !Files.isDirectory(absolute)) {
      Files.write(absolute, content);
      return;
    }
    Path part = absolute.resolveSibling("." + file.getFileName() + "." + PID + ".part");
    try {
      Files.deleteIfExists(part); // Never through a link that somebody put there.
      Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void requireOwnLink(Path link) throws IOException {
    String owner = Files.getOwner(link, LinkOption.NOFOLLOW_LINKS).getName();
    if (!owner.equals(System.getProperty("user.name")) && !owner.equals(ROOT)) {
      throw new FileSystemException(
          link.toString(), null, "it is a link that " + owner + " made; name the file itself");
    }
  }
}
