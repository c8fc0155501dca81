package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.XfamFeature;
import io.github.quotary.simulator.fault.PolicyFault;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyAttributeTest {
  private static Scenario withAttributes(long bits) {
    return tdx().withTd(td -> td.withInteger(TdField.TDATTRIBUTES, bits));
  }

  @Test
  void theStrictMaskJudgesEveryBit() {
    long septVeDisable = TdAttribute.SEPT_VE_DISABLE.mask();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long bits = septVeDisable ^ (1L << bit);
      boolean harmless = List.of(16, 27, 30, 31).contains(bit);
      List<Violation> violations = violations(withAttributes(bits), QuotePolicy.strict());
      assertEquals(harmless ? 0 : 1, violations.size(), "bit " + bit);
      if (!harmless) {
        assertEquals(
            TdAttribute.nameOf(bit) + (bit == 28 ? " must be 1" : " must be 0"),
            violations.get(0).expected());
        assertEquals("tdAttributes", violations.get(0).rule());
      }
    }
  }

  @Test
  void everyWrongBitIsNamed() {
    long bits = TdAttribute.DEBUG.mask() | TdAttribute.PERFMON.mask() | 1L << 40;
    assertEquals(
        List.of(
            "DEBUG must be 0",
            "SEPT_VE_DISABLE must be 1",
            "reserved bit 40 must be 0",
            "PERFMON must be 0"),
        violations(withAttributes(bits), QuotePolicy.strict()).stream()
            .map(Violation::expected)
            .toList());
  }

  @Test
  void aPolicyCanAllowWhatTheStrictOneRefuses() {
    QuotePolicy debug =
        PolicyFixture.policy("{\"tdAttributes\": {\"mayBeSet\": [\"DEBUG\", \"PERFMON\"]}}");
    Scenario scenario = PolicyFault.TD_DEBUG.scenario();
    assertEquals(List.of(), violations(scenario, debug));
    assertEquals(
        List.of("SEPT_VE_DISABLE must be 1"),
        violations(withAttributes(1), debug).stream().map(Violation::expected).toList(),
        "what is not given stays strict");
  }

  @Test
  void featuresAreJudgedByName() {
    QuotePolicy noAmx =
        PolicyFixture.policy(
            "{\"xfam\": {\"mustBeSet\": [\"X87\", \"SSE\"], \"mayBeSet\": [\"AVX\", 5, 6, 7, \"PKRU\"]}}");
    assertEquals(
        List.of("TILECFG must be 0", "TILEDATA must be 0"),
        violations(tdx(), noAmx).stream().map(Violation::expected).toList());
    QuotePolicy exact = PolicyFixture.policy("{\"xfam\": {\"mayBeSet\": \"e702060000000000\"}}");
    assertEquals(List.of(), violations(tdx(), exact), "as results write it");
    QuotePolicy shadowStack = PolicyFixture.policy("{\"xfam\": {\"mustBeSet\": [\"CET_U\"]}}");
    assertEquals(
        List.of(new Violation("xfam", "e702060000000000", "CET_U must be 1")),
        violations(tdx(), shadowStack));
  }

  @Test
  void aMaskKeepsItsBitsApart() {
    assertEquals(new AttributeMask(1, 2), new AttributeMask(1, 3));
    AttributeMask mask = new AttributeMask(XfamFeature.X87.mask(), XfamFeature.SSE.mask());
    assertTrue(mask.accepts(1));
    assertTrue(mask.accepts(3));
    assertFalse(mask.accepts(2));
    assertFalse(mask.accepts(5));
    assertTrue(AttributeMask.any().accepts(-1L));
    assertTrue(AttributeMask.any().accepts(0));
  }

  @Test
  void everyPartOfTheLaunchSvnHasItsOwnMinimum() {
    QuotePolicy met =
        PolicyFixture.policy(
            "{\"minTeeTcbSvn\": {\"moduleSvn\": 6, \"moduleVersion\": 1, \"seamLoaderSvn\": 4}}");
    assertEquals(List.of(), violations(tdx(), met));
    QuotePolicy unmet =
        PolicyFixture.policy("{\"minTeeTcbSvn\": {\"moduleSvn\": 7, \"seamLoaderSvn\": 5}}");
    assertEquals(
        List.of(
            new Violation("minTeeTcbSvn", "moduleSvn 6", "moduleSvn 7 or more"),
            new Violation("minTeeTcbSvn", "seamLoaderSvn 4", "seamLoaderSvn 5 or more")),
        violations(tdx(), unmet));
  }
}
