package io.github.quotary.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A quote with everything needed to verify it.
 *
 * @param quote the quote, in direct memory
 * @param collateral the collateral
 * @param at the time of verification
 * @param anchor the root
 */
record VectorEvidence(ByteBuffer quote, Collateral collateral, Instant at, TrustAnchor anchor) {
  private static final String VECTOR = "/tdx-v4-up-to-date/";
  private static final Instant VECTOR_AT = Instant.parse("2026-06-15T00:00:00Z");

  /** From the directory given by {@code -Devidence}, or else the project's own. */
  static VectorEvidence load() {
    String directory = System.getProperty("evidence");
    try {
      return directory == null ? ofProject() : of(Path.of(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VectorEvidence ofProject() throws IOException {
    return new VectorEvidence(
        direct(resource("quote.bin")),
        Collateral.fromJson(resource("collateral.json")),
        VECTOR_AT,
        TrustAnchor.of(resource("root.pem")));
  }

  /** {@code quote.bin}, {@code collateral.json}, {@code case.json} with {@code at} in seconds. */
  private static VectorEvidence of(Path directory) throws IOException {
    Path root = directory.resolve("root.pem");
    return new VectorEvidence(
        direct(Files.readAllBytes(directory.resolve("quote.bin"))),
        Collateral.fromJson(Files.readAllBytes(directory.resolve("collateral.json"))),
        Instant.ofEpochSecond(
            new ObjectMapper()
                .readTree(directory.resolve("case.json").toFile())
                .path("at")
                .asLong()),
        Files.isRegularFile(root)
            ? TrustAnchor.of(Files.readAllBytes(root))
            : TrustAnchor.intelSgxRootCa());
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = VectorEvidence.class.getResourceAsStream(VECTOR + name)) {
      if (in == null) {
        throw new IllegalStateException("The vector's " + name + " is not in the jar");
      }
      return in.readAllBytes();
    }
  }
}
