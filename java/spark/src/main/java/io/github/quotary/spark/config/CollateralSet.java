package io.github.quotary.spark.config;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.evidence.collateral.CollateralFile;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Collateral as bytes, which are broadcast once and parsed once in each JVM. Nothing in it is
 * trusted before a verifier has checked it. Immutable.
 */
public final class CollateralSet implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MAX_BYTES = 64 << 20;
  private static final String JSON = "collateral.json";

  private final String name;
  private final String id;
  private final byte[] json;

  private CollateralSet(String name, byte[] json) {
    this.name = name;
    this.json = json;
    this.id = HexFormat.of().formatHex(Sha2.sha256(json));
  }

  /**
   * A bundle's file, collateral as any tool writes it, a directory with one of them as {@code
   * collateral.json}, or a directory of a service's responses with their headers; on the driver's
   * machine.
   *
   * @throws InputException if it is none of them
   */
  public static CollateralSet read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(JSON) : path;
    if (!file.equals(path) && !Files.isRegularFile(file)) {
      return of(readDirectory(path), path.toString());
    }
    return ofJson(BoundedFiles.read(file, MAX_BYTES), file.toString());
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

  /** A bundle, in which the collateral of each quote's FMSPC is found. */
  public static CollateralSet of(CollateralBundle bundle, String name) {
    return new CollateralSet(name, bundle.toJson());
  }

  /**
   * The bytes of a bundle's file, or of collateral as any tool writes it.
   *
   * @param name where they come from, for the answer
   * @throws InputException if they are neither
   */
  public static CollateralSet ofJson(byte[] json, String name) {
    CollateralSet set = new CollateralSet(name, json.clone());
    set.parse();
    return set;
  }

  /** Where it comes from. */
  public String name() {
    return name;
  }

  /** SHA-256 of its bytes, in hexadecimal. */
  public String id() {
    return id;
  }

  /** What the bytes hold. */
  public Content parse() {
    if (CollateralBundle.isBundle(json)) {
      try {
        return new Content(Optional.empty(), Optional.of(CollateralBundle.parse(json, name)));
      } catch (IllegalArgumentException e) {
        throw new InputException(name + ": " + e.getMessage());
      }
    }
    CollateralFile file = CollateralFiles.parse(json, Path.of(name));
    return file instanceof CollateralFile.Single single
        ? new Content(Optional.of(single.collateral()), Optional.empty())
        : new Content(Optional.empty(), Optional.of(((CollateralFile.Several) file).bundle()));
  }

  /**
   * Collateral of one platform, which is used for every quote as it is, or a bundle.
   *
   * @param single of one platform
   * @param bundle of several
   */
  public record Content(Optional<Collateral> single, Optional<CollateralBundle> bundle) {}

  @Override
  public String toString() {
    return name;
  }
}
