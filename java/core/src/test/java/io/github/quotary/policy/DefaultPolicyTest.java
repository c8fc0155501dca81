package io.github.quotary.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a verifier objects to that nobody has told a policy: each demand broken alone. */
class DefaultPolicyTest {
  private static final Set<Integer> MAY_BE_SET = Set.of(16, 27, 30, 31);
  private static final int SEPT_VE_DISABLE = 28;

  private static Verified verified(Scenario scenario) {
    return Simulated.verified(Simulated.evidence(scenario));
  }

  private static List<String> rules(Scenario scenario) {
    Verified verified = verified(scenario);
    List<String> rules = verified.violations().stream().map(Violation::rule).toList();
    assertEquals(rules.isEmpty(), verified.isTrusted());
    return rules;
  }

  @ParameterizedTest
  @EnumSource
  void anUpToDatePlatformIsTrusted(QuoteShape shape) {
    assertEquals(List.of(), rules(Scenario.upToDate(shape)));
  }

  static Stream<Arguments> attributeBits() {
    return Stream.of(QuoteShape.V4_TDX, QuoteShape.V5_TDX_15_EX)
        .flatMap(shape -> IntStream.range(0, Long.SIZE).mapToObj(bit -> Arguments.of(shape, bit)));
  }

  /** The default TD has SEPT_VE_DISABLE and nothing else. */
  @ParameterizedTest
  @MethodSource("attributeBits")
  void everyBitOfTheTdAttributes(QuoteShape shape, int bit) {
    Scenario flipped =
        Scenario.upToDate(shape).withTd(td -> td.withBitFlipped(TdField.TDATTRIBUTES, bit));
    List<Violation> violations = verified(flipped).violations();
    if (MAY_BE_SET.contains(bit)) {
      assertEquals(List.of(), violations);
    } else {
      assertEquals(1, violations.size());
      assertEquals("tdAttributes", violations.get(0).rule());
      String demand = bit == SEPT_VE_DISABLE ? " must be 1" : " must be 0";
      assertTrue(violations.get(0).expected().endsWith(demand), violations.toString());
    }
  }

  @Test
  void everyWrongBitIsNamed() {
    List<Violation> violations =
        verified(Scenario.upToDate().withTd(td -> td.with(TdField.TDATTRIBUTES, "ff".repeat(8))))
            .violations();
    assertEquals(64 - MAY_BE_SET.size() - 1, violations.size());
    assertTrue(violations.stream().anyMatch(v -> v.expected().contains("DEBUG")));
    assertTrue(violations.stream().anyMatch(v -> v.expected().contains("reserved bit 40")));
  }

  @ParameterizedTest
  @EnumSource(names = {"V3_SGX", "V4_SGX", "V5_SGX"})
  void aDebugEnclave(QuoteShape shape) {
    for (int bit : new int[] {0, 1, 2, 3, 4, 5, 7, 9, 64, 65, 127}) {
      int flipped = bit;
      List<String> expected = bit == 1 ? List.of("debug") : List.of();
      assertEquals(
          expected,
          rules(
              Scenario.upToDate(shape)
                  .withEnclave(e -> e.withBitFlipped(EnclaveField.ATTRIBUTES, flipped))),
          "bit " + bit);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V5_TDX_15", "V5_TDX_15_EX"})
  void aServiceTd(QuoteShape shape) {
    Scenario bound =
        Scenario.upToDate(shape).withTd(td -> td.withBitFlipped(TdField.MRSERVICETD, 383));
    assertEquals(List.of("mrServiceTd"), rules(bound));
  }

  @Test
  void aStatusOtherThanUpToDate() {
    Scenario older = Scenario.upToDate().withPlatform(p -> p.withSvns(p.svns().with(0, 7)));
    List<Violation> violations = verified(older).violations();
    assertEquals(1, violations.size());
    assertEquals("tcbStatus", violations.get(0).rule());
    assertEquals("SWHardeningNeeded", violations.get(0).value());
    assertEquals("UpToDate", violations.get(0).expected());
  }

  @Test
  void somethingExpired() {
    Instant after = Instant.parse("2026-07-01T00:00:01Z");
    assertEquals(List.of("expired"), rules(Scenario.upToDate().withAt(after)));
    assertEquals(List.of(), rules(Scenario.upToDate().withAt(after.minusSeconds(1))));
  }

  @Test
  void somethingFromTheFuture() {
    Instant tomorrow = Instant.parse("2026-06-16T00:00:00Z");
    Scenario sound = Scenario.upToDate();
    List<Scenario> early =
        List.of(
            sound.withTcbInfo(i -> i.withIssueDate(tomorrow)),
            sound.withQeIdentity(i -> i.withIssueDate(tomorrow)),
            sound.withPki(p -> p.withPck(p.pck().withNotBefore(tomorrow))),
            sound.withPki(p -> p.withTcbSigning(p.tcbSigning().withNotBefore(tomorrow))));
    for (Scenario scenario : early) {
      assertEquals(List.of("fromTheFuture"), rules(scenario));
      assertEquals(List.of(), rules(scenario.withAt(tomorrow)));
      assertEquals(
          List.of("fromTheFuture"), rules(scenario.withAt(tomorrow.minusNanos(1))), "a second");
    }
  }

  /** Only the issuer's own window counts, however long ago something was issued. */
  @Test
  void ageAloneIsNoReason() {
    Instant longAgo = Instant.parse("2020-01-02T00:00:00Z");
    Instant farAhead = Instant.parse("2034-12-31T00:00:00Z");
    assertEquals(
        List.of(),
        rules(
            Scenario.upToDate()
                .withTcbInfo(i -> i.withIssueDate(longAgo).withNextUpdate(farAhead))
                .withQeIdentity(i -> i.withIssueDate(longAgo).withNextUpdate(farAhead))
                .withPki(
                    p ->
                        p.withRootCrl(p.rootCrl().withWindow(longAgo, farAhead))
                            .withPckCrl(p.pckCrl().withWindow(longAgo, farAhead)))));
  }

  @Test
  void severalAtOnceAreAllNamed() {
    Scenario scenario =
        Scenario.upToDate(QuoteShape.V5_TDX_15)
            .withTd(
                td ->
                    td.withBitFlipped(TdField.TDATTRIBUTES, 0)
                        .withBitFlipped(TdField.MRSERVICETD, 0))
            .withPlatform(p -> p.withSvns(p.svns().with(0, 4)))
            .withAt(Instant.parse("2027-01-01T00:00:00Z"));
    assertEquals(
        Set.of("tcbStatus", "expired", "tdAttributes", "mrServiceTd"), Set.copyOf(rules(scenario)));
  }

  /** A verdict must not look like one on the report data. */
  @Test
  void thatReportDataIsNotCheckedIsSaid() {
    assertTrue(verified(Scenario.upToDate()).waived().toString().contains("reportData"));
    assertFalse(verified(Scenario.upToDate()).violations().toString().contains("reportData"));
  }
}
