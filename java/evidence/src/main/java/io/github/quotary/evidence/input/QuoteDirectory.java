package io.github.quotary.evidence.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory with {@code quote.bin} and perhaps {@code collateral.json}. Nothing else in it
 * counts: who hands over a quote does not choose the root that it is verified under, nor the time.
 *
 * @param path the directory
 */
public record QuoteDirectory(Path path) {
  /** The directory, if the name is that of a directory. */
  public static Optional<QuoteDirectory> named(String name) {
    return Optional.of(name)
        .filter(given -> !given.equals("-"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(QuoteDirectory::new);
  }

  /** The quote's bytes. */
  public byte[] quote() {
    return BoundedFiles.read(path.resolve("quote.bin"));
  }

  /** The collateral's file, if there is one. */
  public Optional<Path> collateral() {
    return file("collateral.json");
  }

  Optional<Path> file(String name) {
    return Optional.of(path.resolve(name)).filter(Files::isRegularFile);
  }
}
