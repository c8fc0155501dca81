package io.github.quotary.spark.executor;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import org.junit.jupiter.api.Test;

class CollateralCellsTest {
  private static final String JSON =
      Simulator.seeded(7).evidence(Scenario.upToDate()).collateralJson();

  /** White space does not matter to a reader, and so makes as many as are wanted. */
  private static String variant(int number) {
    return JSON + " ".repeat((3 << 20) + number);
  }

  @Test
  void whatWasReadLastIsCached() {
    CollateralCells cells = new CollateralCells();
    assertSame(cells.of(JSON), cells.of(JSON));
  }

  @Test
  void largeOnesDoNotFillTheMemory() {
    CollateralCells cells = new CollateralCells();
    Collateral first = cells.of(variant(0));
    for (int i = 1; i < 12; i++) {
      cells.of(variant(i));
      assertTrue(cells.size() <= 16 << 20, () -> cells.size() + " bytes");
    }
    assertNotSame(first, cells.of(variant(0)));
  }
}
