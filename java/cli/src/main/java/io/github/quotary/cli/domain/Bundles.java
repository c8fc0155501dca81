package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.OutputFile;
import io.github.quotary.domain.capture.BundleFormatException;
import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes captures. */
final class Bundles {
  private Bundles() {}

  /**
   * The evidence of a bundle.
   *
   * @throws InputException if the file cannot be read or is not a bundle
   */
  static DomainEvidence read(Path file) {
    try {
      return CaptureBundle.read(file);
    } catch (NoSuchFileException e) {
      throw new InputException("No such file: " + file);
    } catch (IOException | BundleFormatException e) {
      throw new InputException("Cannot read " + file + ": " + e.getMessage());
    }
  }

  /**
   * Writes evidence as a bundle.
   *
   * @throws io.github.quotary.cli.option.UnwrittenException if the file cannot be written
   */
  static void write(DomainEvidence evidence, Path file) {
    OutputFile.write(file, CaptureBundle.write(evidence));
  }
}
