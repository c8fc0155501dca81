package io.github.quotary.evidence.ear;

import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.nio.file.Path;

/** Reads keys that sign tokens. */
public final class EarKeys {
  private EarKeys() {}

  /**
   * A private elliptic-curve key from its JWK form.
   *
   * @throws InputException if the file does not contain one
   */
  public static EarSigner read(Path file) {
    try {
      return EarSigner.of(BoundedFiles.read(file));
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }
}
