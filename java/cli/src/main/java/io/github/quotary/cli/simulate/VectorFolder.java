package io.github.quotary.cli.simulate;

import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.vector.TestVector;
import io.github.quotary.simulator.vector.VectorWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes vectors where nothing is lost. */
public final class VectorFolder {
  private VectorFolder() {}

  /**
   * Writes the files of a vector into a directory, which is made if need be.
   *
   * @param force whether the files of an earlier vector are overwritten, and removed where this one
   *     has none of their name
   * @throws InputException if they stand there already and are not to be overwritten, or cannot be
   *     written
   */
  public static void write(TestVector vector, Path directory, boolean force) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InputException(directory + " is a file, not a directory");
    }
    if (!force) {
      for (String name : VectorWriter.NAMES) {
        if (Files.exists(directory.resolve(name))) {
          throw new InputException(
              directory + " has a " + name + " already; --force overwrites it");
        }
      }
    }
    try {
      VectorWriter.write(vector, directory);
    } catch (IOException e) {
      throw UnwrittenException.of("Cannot write into " + directory + ": " + e.getMessage(), e);
    }
  }
}
