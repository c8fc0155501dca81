package io.github.quotary.evidence.input;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.collateral.CollateralFormatException;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.evidence.text.JsonTextException;
import io.github.quotary.pki.TrustAnchor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads collateral and trust anchors from files. */
public final class CollateralFiles {
  private static final byte DER_SEQUENCE = 0x30;

  private CollateralFiles() {}

  /**
   * Collateral of one platform, or of a directory that has a {@code collateral.json}.
   *
   * @throws InputException if there is none, or of several platforms
   */
  public static Collateral read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("collateral.json") : path;
    if (parse(BoundedFiles.read(file), file) instanceof CollateralFile.Single single) {
      return single.collateral();
    }
    throw new InputException(
        file + " holds collateral of several platforms; here that of one is needed");
  }

  /**
   * Collateral from the JSON of a file, in any form that {@link CollateralReader} reads.
   *
   * @throws InputException if it is not collateral, or has a text with a NUL inside, which no
   *     verification accepts
   */
  public static CollateralFile parse(byte[] json, Path file) {
    try {
      return CollateralReader.parse(json);
    } catch (CollateralFormatException e) {
      throw new InputException(file + ": " + e.problem());
    }
  }

  /**
   * The trust anchor of a file; Intel's, if there is no file.
   *
   * @throws InputException if the file does not contain one
   */
  public static TrustAnchor trustAnchor(Optional<Path> certificate) {
    return certificate.map(CollateralFiles::readTrustAnchor).orElseGet(TrustAnchor::intelSgxRootCa);
  }

  /**
   * A trust anchor from one certificate: PEM, or DER as bytes, hexadecimal or base64.
   *
   * @throws InputException if the file does not contain one
   */
  public static TrustAnchor readTrustAnchor(Path file) {
    byte[] bytes = BoundedFiles.read(file);
    try {
      return TrustAnchor.of(der(bytes).orElse(bytes));
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  private static Optional<byte[]> der(byte[] bytes) {
    try {
      byte[] text = JsonText.withoutMark(bytes);
      return BytesText.decode(new String(text, StandardCharsets.UTF_8))
          .filter(der -> der.length > 0 && der[0] == DER_SEQUENCE);
    } catch (JsonTextException e) {
      return Optional.empty();
    }
  }
}
