package io.github.quotary.simulator.vector;

import java.io.IOException;
import java.nio.file.Path;

/** Writes every vector of the catalogue again: the one argument is the directory of them all. */
public final class GenerateVectors {
  private GenerateVectors() {}

  /** Writes the vectors into the directory named by the only argument. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the directory of the vectors");
    }
    Path directory = Path.of(arguments[0]);
    for (TestVector vector : new VectorCatalogue().vectors()) {
      VectorWriter.write(vector, directory.resolve(vector.id()));
    }
  }
}
