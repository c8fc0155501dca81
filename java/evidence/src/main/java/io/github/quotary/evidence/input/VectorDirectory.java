package io.github.quotary.evidence.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory with {@code quote.bin}, {@code collateral.json}, {@code root.pem} (absent: Intel's
 * root) and {@code case.json} (its {@code at} is the time of verification).
 *
 * @param path the directory
 */
public record VectorDirectory(Path path) {
  /** The directory, if the name is that of a directory. */
  public static Optional<VectorDirectory> named(String name) {
    return Optional.of(name)
        .filter(given -> !given.equals("-"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(VectorDirectory::new);
  }

  /** The quote's bytes. */
  public byte[] quote() {
    return BoundedFiles.read(path.resolve("quote.bin"));
  }

  /** The collateral's file, if there is one. */
  public Optional<Path> collateral() {
    return file("collateral.json");
  }

  /** The trust anchor's file, if there is one. */
  public Optional<Path> trustAnchor() {
    return file("root.pem");
  }

  /** The time of verification, if the case states it. */
  public Optional<Instant> at() {
    return file("case.json")
        .map(file -> QuoteDecoder.readTree(BoundedFiles.read(file), file.toString()))
        .map(node -> node.path("at"))
        .filter(JsonNode::isValueNode)
        .map(node -> Instants.parse(node.asText()));
  }

  private Optional<Path> file(String name) {
    return Optional.of(path.resolve(name)).filter(Files::isRegularFile);
  }
}
