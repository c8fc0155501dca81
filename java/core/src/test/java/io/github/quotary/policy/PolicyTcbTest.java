package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.rules;
import static io.github.quotary.policy.PolicyFixture.tdx;
import static io.github.quotary.policy.PolicyFixture.verify;
import static io.github.quotary.policy.PolicyFixture.violations;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTcbTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"UP_TO_DATE", "REVOKED", "TCB_NOT_SUPPORTED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aStatusIsTrustedOnlyWhereItIsAccepted(Outcome outcome) {
    Verified strict = verify(outcome.scenario(), QuotePolicy.strict());
    TcbStatus status = strict.tcb().status();
    assertEquals(
        List.of(new Violation("tcbStatus", status.intelName(), "UpToDate")), strict.violations());
    assertEquals(
        List.of(),
        violations(outcome.scenario(), QuotePolicy.builder().acceptTcbStatus(status).build()));
    EnumSet<TcbStatus> others = EnumSet.complementOf(EnumSet.of(status, TcbStatus.REVOKED));
    assertEquals(
        List.of("tcbStatus"),
        rules(outcome.scenario(), QuotePolicy.builder().acceptedTcbStatuses(others).build()));
  }

  @Test
  void revokedCannotBeAccepted() {
    PolicyBuilder builder = QuotePolicy.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.acceptTcbStatus(TcbStatus.REVOKED));
    assertThrows(IllegalArgumentException.class, () -> builder.acceptedTcbStatuses(Set.of()));
  }

  private static Duration age(Scenario scenario) {
    return Duration.between(verify(scenario, QuotePolicy.strict()).tcb().tcbDate(), scenario.at());
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"OUT_OF_DATE", "TD_RELAUNCH_ADVISED"})
  void outOfDateIsTrustedUpToTheLastSecondOfItsGrace(Outcome outcome) {
    Scenario scenario = outcome.scenario();
    Duration age = age(scenario);
    assertEquals(
        List.of(), violations(scenario, QuotePolicy.builder().outOfDateGrace(age).build()));
    assertEquals(
        List.of("outOfDate"),
        rules(scenario, QuotePolicy.builder().outOfDateGrace(age.minus(SECOND)).build()));
  }

  @Test
  void graceCanCountFromADateOfThePolicy() {
    Scenario scenario = Outcome.OUT_OF_DATE.scenario();
    Instant since = Instant.parse("2026-06-01T00:00:00Z");
    Duration untilNow = Duration.between(since, scenario.at());
    assertEquals(
        List.of(),
        violations(scenario, QuotePolicy.builder().outOfDateGrace(untilNow, since).build()));
    Violation late =
        violations(
                scenario, QuotePolicy.builder().outOfDateGrace(Duration.ofDays(3), since).build())
            .get(0);
    assertEquals("outOfDate", late.rule());
    assertTrue(late.value().startsWith("OutOfDate at " + scenario.at()), late.value());
    assertTrue(late.expected().startsWith("OutOfDate until 2026-06-04T00:00:00Z"), late.expected());
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"OUT_OF_DATE_CONFIGURATION_NEEDED", "TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED"})
  void graceForgivesAgeAndNothingElse(Outcome outcome) {
    Scenario scenario = outcome.scenario();
    PolicyBuilder graced = QuotePolicy.builder().outOfDateGrace(age(scenario));
    assertEquals(List.of("tcbStatus"), rules(scenario, graced.build()));
    QuotePolicy configured = graced.acceptTcbStatus(TcbStatus.CONFIGURATION_NEEDED).build();
    assertEquals(List.of(), violations(scenario, configured));
  }

  /** Either would be taken for a limit of the other. */
  @ParameterizedTest
  @EnumSource(
      value = TcbStatus.class,
      names = {"OUT_OF_DATE", "OUT_OF_DATE_CONFIGURATION_NEEDED"})
  void graceIsRefusedBesideTheSameStatusOfAnyAge(TcbStatus status) {
    PolicyBuilder both =
        QuotePolicy.builder().acceptTcbStatus(status).outOfDateGrace(Duration.ofDays(30));
    String message = assertThrows(IllegalArgumentException.class, both::build).getMessage();
    assertTrue(message.contains("accepts " + status.intelName() + " of any age"), message);
    String json =
        "{\"outOfDate\": {\"gracePeriod\": \"P30D\"}, \"tcbStatus\": [\"UpToDate\", \""
            + status.intelName()
            + "\"]}";
    assertThrows(
        IllegalArgumentException.class,
        () -> QuotePolicy.fromJson(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void graceThatNoStatusIsLeftToIsRefused() {
    PolicyBuilder idle =
        QuotePolicy.builder()
            .acceptedTcbStatuses(Set.of(TcbStatus.SW_HARDENING_NEEDED))
            .outOfDateGrace(Duration.ofDays(30));
    assertThrows(IllegalArgumentException.class, idle::build);
    idle.acceptTcbStatus(TcbStatus.UP_TO_DATE).build();
  }

  @Test
  void graceDoesNotHelpOtherStatuses() {
    QuotePolicy policy = QuotePolicy.builder().outOfDateGrace(Duration.ofDays(36_500)).build();
    assertEquals(List.of("tcbStatus"), rules(Outcome.SW_HARDENING_NEEDED.scenario(), policy));
  }

  @Test
  void aGracePeriodHasBounds() {
    PolicyBuilder builder = QuotePolicy.builder();
    for (Duration wrong :
        List.of(Duration.ofSeconds(-1), Duration.ofDays(36_501), Duration.ofMillis(1))) {
      assertThrows(IllegalArgumentException.class, () -> builder.outOfDateGrace(wrong));
      assertThrows(IllegalArgumentException.class, () -> builder.expiredGrace(wrong));
    }
    assertThrows(
        IllegalArgumentException.class, () -> builder.outOfDateGrace(Duration.ZERO, Instant.MAX));
    assertThrows(IllegalArgumentException.class, () -> builder.minTcbDate(Instant.MIN));
  }

  @Test
  void advisoriesCanBeAcceptedOneByOne() {
    Scenario scenario = Outcome.CONFIGURATION_AND_SW_HARDENING_NEEDED.scenario();
    PolicyBuilder policy =
        QuotePolicy.builder().acceptTcbStatus(TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED);
    assertEquals(List.of(), violations(scenario, policy.build()));
    policy.acceptedAdvisoryIds(Set.of("INTEL-SA-00289"));
    assertEquals(
        List.of(new Violation("advisoryIds", "INTEL-SA-00615", "no advisory but INTEL-SA-00289")),
        violations(scenario, policy.build()));
    policy.acceptedAdvisoryIds(Set.of("INTEL-SA-00289", "INTEL-SA-00615"));
    assertEquals(List.of(), violations(scenario, policy.build()));
    policy.acceptedAdvisoryIds(Set.of());
    assertEquals(
        "INTEL-SA-00289, INTEL-SA-00615", violations(scenario, policy.build()).get(0).value());
  }

  @Test
  void advisoriesCanBeRefusedOneByOne() {
    Scenario scenario = Outcome.SW_HARDENING_NEEDED.scenario();
    PolicyBuilder policy = QuotePolicy.builder().acceptTcbStatus(TcbStatus.SW_HARDENING_NEEDED);
    policy.refusedAdvisoryIds(Set.of("INTEL-SA-00001"));
    assertEquals(List.of(), violations(scenario, policy.build()));
    policy.refusedAdvisoryIds(Set.of("INTEL-SA-00001", "INTEL-SA-00615"));
    assertEquals(
        List.of(
            new Violation(
                "refusedAdvisoryIds", "INTEL-SA-00615", "none of INTEL-SA-00001, INTEL-SA-00615")),
        violations(scenario, policy.build()));
  }

  @Test
  void olderCollateralIsNoWayAroundARecovery() {
    Verified verified = verify(tdx(), QuotePolicy.strict());
    long number = verified.tcb().tcbEvaluationDataNumber();
    Instant date = verified.tcb().tcbDate();
    QuotePolicy met =
        QuotePolicy.builder().minTcbEvaluationDataNumber(number).minTcbDate(date).build();
    assertEquals(List.of(), violations(tdx(), met));
    QuotePolicy unmet =
        QuotePolicy.builder()
            .minTcbEvaluationDataNumber(number + 1)
            .minTcbDate(date.plusSeconds(1))
            .build();
    assertEquals(
        List.of(
            new Violation(
                "minTcbEvaluationDataNumber", Long.toString(number), number + 1 + " or more"),
            new Violation("minTcbDate", date.toString(), date.plusSeconds(1) + " or later")),
        violations(tdx(), unmet));
  }
}
