package io.github.quotary.cli.collateral;

import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads collateral in its three forms, and writes files atomically. */
public final class BundleFiles {
  private static final String JSON = "collateral.json";
  private static final int MAX_BYTES = 64 << 20;
  private static final long PID = ProcessHandle.current().pid();

  private BundleFiles() {}

  /**
   * A bundle's own file, the exchanged JSON, a directory with one of them as {@code
   * collateral.json}, or a directory of a service's responses, as documents.
   *
   * @throws InputException if it is none of them
   */
  public static CollateralBundle read(Path path) {
    try {
      return CollateralBundle.read(path);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + path);
    } catch (IOException e) {
      throw new InputException("Cannot read " + path + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new InputException(path + ": " + e.getMessage());
    }
  }

  /**
   * The same for verification: the exchanged JSON is passed to the engine unchanged, which rejects
   * whatever is wrong with what its texts say.
   *
   * @throws InputException if it is none of them
   */
  public static Statements readStatements(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(JSON) : path;
    if (!file.equals(path) && !Files.isRegularFile(file)) {
      return new Statements.Bundled(read(path), path.toString());
    }
    byte[] bytes = BoundedFiles.read(file, MAX_BYTES);
    if (!CollateralBundle.isBundle(bytes)) {
      return new Statements.Given(CollateralFiles.parse(bytes, file), file.toString());
    }
    try {
      return new Statements.Bundled(
          CollateralBundle.parse(bytes, file.toString()), file.toString());
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  /**
   * Writes a file atomically; an existing one is replaced.
   *
   * @throws InputException if it cannot be written
   */
  public static void write(Path file, byte[] content) {
    Path absolute = file.toAbsolutePath();
    try {
      Path part = absolute.resolveSibling("." + file.getFileName() + "." + PID + ".part");
      try {
        Files.write(part, content);
        Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write " + file + ": " + e, e);
    }
  }
}
