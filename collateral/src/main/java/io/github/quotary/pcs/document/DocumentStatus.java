package io.github.quotary.pcs.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Result of checking one document of a bundle.
 *
 * @param document the document
 * @param factsOrNull its dates and number; null if the document is malformed
 * @param problemOrNull kind of the problem; null if there is none
 * @param detail description of the problem; empty if there is none
 */
public record DocumentStatus(
    ReceivedDocument document,
    @Nullable DocumentFacts factsOrNull,
    @Nullable FailureKind problemOrNull,
    String detail) {

  /** Its dates and number, unless the document is malformed. */
  public Optional<DocumentFacts> facts() {
    return Optional.ofNullable(factsOrNull);
  }

  /** Kind of the problem, if any. */
  public Optional<FailureKind> problem() {
    return Optional.ofNullable(problemOrNull);
  }
}
