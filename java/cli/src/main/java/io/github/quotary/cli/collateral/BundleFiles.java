package io.github.quotary.cli.collateral;

import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads collateral in its forms, and writes files atomically. */
public final class BundleFiles {
  private static final String JSON = "collateral.json";
  private static final int MAX_BYTES = 64 << 20;

  private BundleFiles() {}

  /**
   * A bundle's own file, collateral as any tool writes it, a directory with one of them as {@code
   * collateral.json}, or a directory of a service's responses, as documents.
   *
   * @throws InputException if it is none of them
   */
  public static CollateralBundle read(Path path) {
    Statements statements = readStatements(path);
    if (statements instanceof Statements.Bundled bundled) {
      return bundled.bundle();
    }
    Statements.Given given = (Statements.Given) statements;
    try {
      return CollateralBundle.of(given.collateral(), given.name());
    } catch (IllegalArgumentException e) {
      throw new InputException(path + ": " + e.getMessage());
    }
  }

  /**
   * The same for verification: collateral of one platform is passed to the engine unchanged, which
   * rejects whatever is wrong with what its texts say.
   *
   * @throws InputException if it is none of them
   */
  public static Statements readStatements(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(JSON) : path;
    if (!file.equals(path) && !Files.isRegularFile(file)) {
      return new Statements.Bundled(readDirectory(path), path.toString());
    }
    byte[] bytes = BoundedFiles.read(file, MAX_BYTES);
    if (!CollateralBundle.isBundle(bytes)) {
      return statements(CollateralFiles.parse(bytes, file), file.toString());
    }
    try {
      return new Statements.Bundled(
          CollateralBundle.parse(bytes, file.toString()), file.toString());
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  private static Statements statements(CollateralFile file, String name) {
    return file instanceof CollateralFile.Several several
        ? new Statements.Bundled(several.bundle(), name)
        : new Statements.Given(((CollateralFile.Single) file).collateral(), name);
  }

  private static CollateralBundle readDirectory(Path directory) {
    try {
      return CollateralBundle.read(directory);
    } catch (IOException e) {
      throw new InputException("Cannot read " + directory + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new InputException(directory + ": " + e.getMessage());
    }
  }
}
