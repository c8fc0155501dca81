package io.github.quotary.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outcomes in every shape; what a verifier makes of them is tested where there is one. */
class OutcomeTest {
  private static final Set<QuoteShape> WITH_CURRENT_TCB =
      EnumSet.of(QuoteShape.V5_TDX_15, QuoteShape.V5_TDX_15_EX);

  @ParameterizedTest
  @EnumSource
  void theShapeIsTheOneAskedFor(QuoteShape shape) {
    for (Outcome outcome : EnumSet.range(Outcome.UP_TO_DATE, Outcome.TCB_NOT_SUPPORTED)) {
      Scenario scenario = outcome.scenario(shape);
      assertEquals(shape, scenario.quote().shape());
      assertEquals(shape.isTdx() ? "TDX" : "SGX", scenario.tcbInfo().id());
      assertEquals(outcome.scenario().platform(), scenario.platform());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRelaunchTakesTheTcbOfToday(QuoteShape shape) {
    for (Outcome outcome :
        EnumSet.of(Outcome.TD_RELAUNCH_ADVISED, Outcome.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED)) {
      if (WITH_CURRENT_TCB.contains(shape)) {
        assertEquals(shape, outcome.scenario(shape).quote().shape());
      } else {
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> outcome.scenario(shape));
        assertTrue(refused.getMessage().contains(shape.id()), refused.getMessage());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void trustIsToldForEachGeneration(Combination combination) {
    Expectation expectation = combination.expectation();
    assertEquals(
        combination == Combination.CURRENT_BELOW_LEVELS, expectation.trustedAsG1(), "only there");
    assertEquals(false, expectation.trustedAsG2() || expectation.trusted());
  }
}
