package io.github.quotary.pcs.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check of one document of a bundle came to.
 *
 * @param document the document
 * @param factsOrNull its dates and number; null if it cannot be parsed
 * @param problemOrNull what kind of fault it has; null if it has none
 * @param detail the fault in words; empty if it has none
 */
public record DocumentStatus(
    ReceivedDocument document,
    @Nullable DocumentFacts factsOrNull,
    @Nullable FailureKind problemOrNull,
    String detail) {

  /** Its dates and number, if it can be parsed. */
  public Optional<DocumentFacts> facts() {
    return Optional.ofNullable(factsOrNull);
  }

  /** What kind of fault it has, if any. */
  public Optional<FailureKind> problem() {
    return Optional.ofNullable(problemOrNull);
  }
}
