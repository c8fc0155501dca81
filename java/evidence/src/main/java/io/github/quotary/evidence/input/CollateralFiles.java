package io.github.quotary.evidence.input;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads collateral and trust anchors from files. */
public final class CollateralFiles {
  private CollateralFiles() {}

  /**
   * Collateral from its JSON form, or from a directory that has a {@code collateral.json}.
   *
   * @throws InputException if there is none
   */
  public static Collateral read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("collateral.json") : path;
    return parse(BoundedFiles.read(file), file);
  }

  /**
   * Collateral from the JSON of a file.
   *
   * @throws InputException if it is not collateral, or has a text with a NUL inside, which no
   *     verification accepts
   */
  public static Collateral parse(byte[] json, Path file) {
    Collateral collateral;
    try {
      collateral = Collateral.fromJson(json);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
    if (collateral.hasInnerNul()) {
      throw new InputException(file + ": " + NulText.of(json, file));
    }
    return collateral;
  }

  /**
   * The trust anchor of a file; Intel's, if there is no file.
   *
   * @throws InputException if the file does not contain one
   */
  public static TrustAnchor trustAnchor(Optional<Path> pem) {
    return pem.map(CollateralFiles::readTrustAnchor).orElseGet(TrustAnchor::intelSgxRootCa);
  }

  /**
   * A trust anchor from one PEM certificate.
   *
   * @throws InputException if the file does not contain one
   */
  public static TrustAnchor readTrustAnchor(Path pem) {
    try {
      return TrustAnchor.of(BoundedFiles.read(pem));
    } catch (IllegalArgumentException e) {
      throw new InputException(pem + ": " + e.getMessage());
    }
  }
}
