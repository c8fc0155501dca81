package io.github.quotary.qvl;

import java.util.List;

/** What comparing both verdicts on a quote gave. */
public sealed interface CrossCheckResult {
  /** This engine's verdict. */
  QvlVerdict ours();

  /** The verdict of Intel's code. */
  QvlVerdict theirs();

  /** Both say the same. */
  record Agree(QvlVerdict ours, QvlVerdict theirs) implements CrossCheckResult {}

  /** They differ; in at least one thing. */
  record Differ(QvlVerdict ours, QvlVerdict theirs, List<Difference> differences)
      implements CrossCheckResult {
    /** Whether every difference is meant. */
    public boolean isKnown() {
      return differences.stream().allMatch(difference -> difference.known().isPresent());
    }
  }
}
