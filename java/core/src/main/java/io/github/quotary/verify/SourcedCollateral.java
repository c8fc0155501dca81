package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collateral of the verifier's source, or the verdict on a quote for which there is none. */
final class SourcedCollateral {
  private final @Nullable Collateral collateral;
  private final @Nullable VerificationResult verdict;

  private SourcedCollateral(@Nullable Collateral collateral, @Nullable VerificationResult verdict) {
    this.collateral = collateral;
    this.verdict = verdict;
  }

  static SourcedCollateral of(Collateral collateral) {
    return new SourcedCollateral(collateral, null);
  }

  static SourcedCollateral none(VerificationResult verdict) {
    return new SourcedCollateral(null, verdict);
  }

  /** The collateral; null if there is none. */
  @Nullable Collateral collateral() {
    return collateral;
  }

  /** What the lack of collateral means. */
  VerificationResult verdict() {
    return Objects.requireNonNull(verdict);
  }
}
