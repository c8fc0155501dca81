package io.github.quotary.evidence.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files and standard input up to a maximum size. */
public final class BoundedFiles {
  /** Far above any quote or collateral in any encoding. */
  private static final int MAX_BYTES = 16 << 20;

  private BoundedFiles() {}

  /**
   * All bytes of a file; {@code -} is standard input.
   *
   * @throws InputException if it cannot be read or has more than 16 MiB
   */
  public static byte[] read(String name) {
    return name.equals("-") ? read(System.in, "standard input", MAX_BYTES) : read(Path.of(name));
  }

  /**
   * All bytes of a file.
   *
   * @throws InputException if it cannot be read or has more than 16 MiB
   */
  public static byte[] read(Path file) {
    return read(file, MAX_BYTES);
  }

  /**
   * All bytes of a file.
   *
   * @throws InputException if it cannot be read or has more than these bytes
   */
  public static byte[] read(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), maxBytes);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + file + textHint(file.toString()));
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage());
    }
  }

  /** What to do, where somebody gave the text of a file instead of its name. */
  private static String textHint(String name) {
    return name.startsWith("{") || name.startsWith("[")
        ? "; the argument names a file: write the text into one, or pipe it into '-'"
        : "";
  }

  /**
   * All bytes of a stream.
   *
   * @throws InputException if it cannot be read or has more than 16 MiB
   */
  public static byte[] read(InputStream in, String name) {
    return read(in, name, MAX_BYTES);
  }

  private static byte[] read(InputStream in, String name, int maxBytes) {
    try {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new InputException(name + " has more than " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new InputException("Cannot read " + name + ": " + e.getMessage());
    }
  }
}
