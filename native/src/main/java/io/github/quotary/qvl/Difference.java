package io.github.quotary.qvl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field in which two verdicts differ.
 *
 * @param what the field, for example {@code tcbStatus}
 * @param ours this engine's value
 * @param theirs the value of Intel's code
 * @param knownOrNull the reason, if the difference is intended
 */
public record Difference(
    String what, String ours, String theirs, @Nullable KnownDifference knownOrNull) {
  /** The reason, if the difference is intended; empty if it needs investigation. */
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
