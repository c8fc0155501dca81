package io.github.quotary.evidence.collateral;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pcs.bundle.CollateralBundle;

/** What a file of collateral holds. */
public sealed interface CollateralFile {
  /**
   * Collateral of one platform.
   *
   * @param collateral as the file has it, neither parsed nor trusted
   */
  record Single(Collateral collateral) implements CollateralFile {}

  /**
   * Documents for several platforms, from which those of a quote are chosen.
   *
   * @param bundle as the file has it, neither parsed nor trusted
   */
  record Several(CollateralBundle bundle) implements CollateralFile {}
}
