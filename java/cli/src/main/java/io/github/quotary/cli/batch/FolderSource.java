package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.QuoteDirectory;
import io.github.quotary.evidence.input.VectorDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory, each a quote in any encoding, and its directories that have a {@code
 * quote.bin}, each with its own collateral and time if present. Their names are the ids, and they
 * come in the order of their names. Names that begin with a dot are skipped.
 */
final class FolderSource implements QuoteSource {
  private static final String QUOTE = "quote.bin";

  private final Iterator<Path> paths;
  private final boolean ownCollateral;
  private final boolean ownTime;
  private final Defaults defaults;

  private FolderSource(
      List<Path> paths, boolean ownCollateral, boolean ownTime, Defaults defaults) {
    this.paths = paths.iterator();
    this.ownCollateral = ownCollateral;
    this.ownTime = ownTime;
    this.defaults = defaults;
  }

  /**
   * The quotes of a directory, or the one of a directory that has a {@code quote.bin}.
   *
   * @param ownCollateral whether a directory's own collateral is used
   * @param ownTime whether a directory's own time of verification is used
   */
  static FolderSource open(Path folder, boolean ownCollateral, boolean ownTime, Defaults defaults)
      throws IOException {
    if (isVector(folder)) {
      return new FolderSource(List.of(folder), ownCollateral, ownTime, defaults);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> quotes =
          files
              .filter(path -> !name(path).startsWith("."))
              .filter(path -> Files.isRegularFile(path) || isVector(path))
              .sorted()
              .toList();
      return new FolderSource(quotes, ownCollateral, ownTime, defaults);
    }
  }

  private static boolean isVector(Path path) {
    return Files.isRegularFile(path.resolve(QUOTE));
  }

  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public @Nullable QuoteEntry next() throws IOException {
    if (!paths.hasNext()) {
      return null;
    }
    Path path = paths.next();
    boolean vector = isVector(path);
    long size = Files.size(vector ? path.resolve(QUOTE) : path);
    return new QuoteEntry(() -> vector ? vector(path) : file(path), size, defaults);
  }

  private static Decoded file(Path path) {
    return Decoded.of(id(path), EvidenceReader.read(BoundedFiles.read(path)));
  }

  private Decoded vector(Path path) {
    VectorDirectory vector = VectorDirectory.at(path);
    QuoteDirectory directory = vector.directory();
    Optional<Collateral> collateral =
        ownCollateral ? directory.collateral().map(CollateralFiles::read) : Optional.empty();
    Optional<Instant> at = ownTime ? vector.at() : Optional.empty();
    return new Decoded(
        id(path),
        ByteBuffer.wrap(directory.quote()),
        collateral.orElse(null),
        at.orElse(null),
        ownTime,
        null,
        List.of(),
        List.of());
  }

  private static JsonNode id(Path path) {
    return TextNode.valueOf(name(path));
  }

  @Override
  public void close() {}
}
