package io.github.quotary.qvl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two verdicts differ.
 *
 * @param what the field, for example {@code tcbStatus}
 * @param ours what this engine says
 * @param theirs what Intel's code says
 * @param knownOrNull the reason, where the difference is meant
 */
public record Difference(
    String what, String ours, String theirs, @Nullable KnownDifference knownOrNull) {
  /** The reason, where the difference is meant; empty: somebody should look. */
  public Optional<KnownDifference> known() {
    return Optional.ofNullable(knownOrNull);
  }

  @Override
  public String toString() {
    return what
        + ": ours "
        + ours
        + ", Intel's "
        + theirs
        + known().map(known -> " (known: " + known.explanation() + ")").orElse("");
  }
}
