package io.github.quotary.cli.crosscheck;

import io.github.quotary.cli.conformance.Case;
import io.github.quotary.cli.conformance.CaseFolder;
import io.github.quotary.evidence.input.CollateralFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.QuoteFiles;
import io.github.quotary.evidence.input.VectorDirectory;
import io.github.quotary.tcb.QvlGeneration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what to check: a quote, a directory with {@code quote.bin}, a directory of such
 * directories, or a folder with {@code cases.jsonl} or {@code cases.jsonl.gz}.
 *
 * @param generation the generation whose recorded verdicts are used
 * @param collateralOrNull collateral for quotes without their own
 * @param anchorOrNull trust anchor for quotes without their own; null: Intel's
 * @param atOrNull time of verification for quotes without their own
 * @param now the time of verification if no other is known
 * @param areVectors whether directories are test vectors, whose own root and time count
 */
public record Subjects(
    QvlGeneration generation,
    @Nullable Path collateralOrNull,
    @Nullable Path anchorOrNull,
    @Nullable Instant atOrNull,
    Instant now,
    boolean areVectors) {

  void forEach(String input, Consumer<Subject> consumer) {
    Path path = Path.of(input);
    if (input.equals("-") || !Files.isDirectory(path)) {
      ByteBuffer quote = QuoteFiles.quote(input);
      consumer.accept(subject(input, quote, Optional.empty(), Optional.empty(), Optional.empty()));
    } else if (isCaseFolder(path)) {
      new CaseFolder(path).forEach(c -> consumer.accept(subject(c)));
    } else if (Files.isRegularFile(path.resolve("quote.bin"))) {
      consumer.accept(subject(path));
    } else {
      directories(path).forEach(directory -> consumer.accept(subject(directory)));
    }
  }

  private static boolean isCaseFolder(Path path) {
    return Files.isRegularFile(path.resolve("cases.jsonl"))
        || Files.isRegularFile(path.resolve("cases.jsonl.gz"));
  }

  private static List<Path> directories(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      List<Path> found =
          children
              .filter(child -> Files.isRegularFile(child.resolve("quote.bin")))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new InputException(
            parent + " has neither quote.bin nor cases.jsonl, nor directories with quote.bin");
      }
      return found;
    } catch (IOException e) {
      throw new InputException("Cannot list " + parent + ": " + e.getMessage());
    }
  }

  private Subject subject(Path directory) {
    VectorDirectory vector = VectorDirectory.at(directory);
    return subject(
        directory.getFileName().toString(),
        ByteBuffer.wrap(vector.directory().quote()),
        vector.directory().collateral(),
        areVectors ? vector.trustAnchor() : Optional.empty(),
        areVectors ? vector.at() : Optional.empty());
  }

  private Subject subject(
      String id,
      ByteBuffer quote,
      Optional<Path> collateral,
      Optional<Path> anchor,
      Optional<Instant> at) {
    Path statements =
        Optional.ofNullable(collateralOrNull)
            .or(() -> collateral)
            .orElseThrow(
                () ->
                    new InputException(
                        "No collateral for " + id + ": use --collateral FILE or a directory"));
    return new Subject(
        id,
        quote,
        CollateralFiles.read(statements),
        Optional.ofNullable(atOrNull).or(() -> at).orElse(now),
        CollateralFiles.trustAnchor(Optional.ofNullable(anchorOrNull).or(() -> anchor)),
        null);
  }

  private Subject subject(Case c) {
    return new Subject(
        c.id(),
        c.quote(),
        c.collateral(),
        c.at(),
        c.trustAnchor(),
        RecordedVerdicts.of(c, generation));
  }
}
