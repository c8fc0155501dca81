package io.github.quotary.qvl;

import java.util.List;

/** The result of comparing two verdicts on a quote. */
public sealed interface CrossCheckResult {
  /** This engine's verdict. */
  QvlVerdict ours();

  /** The verdict of Intel's code. */
  QvlVerdict theirs();

  /** Both verdicts agree. */
  record Agree(QvlVerdict ours, QvlVerdict theirs) implements CrossCheckResult {}

  /** The verdicts differ in at least one field. */
  record Differ(QvlVerdict ours, QvlVerdict theirs, List<Difference> differences)
      implements CrossCheckResult {
    /** Whether every difference is a known one. */
    public boolean isKnown() {
      return differences.stream().allMatch(difference -> difference.known().isPresent());
    }
  }
}
