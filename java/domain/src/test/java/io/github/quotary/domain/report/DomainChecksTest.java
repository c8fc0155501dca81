package io.github.quotary.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DomainChecksTest {
  private static final Set<Check> NONE = Set.of();

  private static List<Finding> all(DomainKind kind, Finding... but) {
    List<Finding> findings = new ArrayList<>(List.of(but));
    Set<Check> given = findings.stream().map(Finding::check).collect(Collectors.toSet());
    Check.of(kind).stream()
        .filter(check -> !given.contains(check))
        .forEach(check -> findings.add(Finding.pass(check, "fine")));
    return findings;
  }

  private static Verdict verdict(Finding... but) {
    return DomainChecks.of(
            DomainKind.CUSTOM, all(DomainKind.CUSTOM, but), NONE, NONE, ExpectedIdentity.STATED)
        .verdict();
  }

  @Test
  void theIdsAreThoseThatPoliciesAndReadersKnow() {
    assertEquals(
        "TLS-1 TLS-2 TLS-3 TLS-4 PARSE-1 Q-1 Q-2 Q-3 RD-G1 RD-G2 RD-G3 RD-C1 MF-1 MF-2 CERT-1"
            + " ACCT-1 EL-1 EL-2 EL-3 ID-1 ID-2 ID-3 ID-4 OS-1 OS-2 OS-3 CAA-1 CAA-2 CAA-3 CAA-4"
            + " CT-1 CT-2 DNS-1 FRESH-1 CMP-1",
        Arrays.stream(Check.values()).map(Check::id).collect(Collectors.joining(" ")));
    for (Check check : Check.values()) {
      assertEquals(Optional.of(check), Check.ofId(check.id()));
    }
    assertEquals(Optional.empty(), Check.ofId("rd-g1"));
  }

  @ParameterizedTest
  @EnumSource
  void everyCheckOfAKindIsInItsReportOnce(DomainKind kind) {
    DomainChecks list = DomainChecks.of(kind, List.of(), NONE, NONE, ExpectedIdentity.STATED);
    assertEquals(Check.of(kind), list.results().stream().map(DomainCheckResult::check).toList());
    assertEquals(Verdict.INCOMPLETE, list.verdict(), "nothing was looked at");
    assertTrue(list.results().stream().allMatch(r -> r.outcome() == CheckOutcome.INCOMPLETE));
  }

  @Test
  void oneMandatoryFailureDecides() {
    assertEquals(Verdict.PASS, verdict());
    assertEquals(Verdict.FAIL, verdict(Finding.fail(Check.RD_C1, "no")));
    assertEquals(
        Verdict.FAIL,
        verdict(Finding.incomplete(Check.TLS_1, "?"), Finding.fail(Check.CT_2, "no")));
  }

  @ParameterizedTest
  @EnumSource(names = {"INCOMPLETE", "SKIPPED"})
  void anUndecidedCheckIsNotAPass(CheckOutcome outcome) {
    assertEquals(
        Verdict.INCOMPLETE,
        verdict(new Finding(Check.OS_2, outcome, true, "?", List.of(), List.of())));
  }

  @Test
  void optionalChecksDoNotDecideUnlessThePolicyRequiresThem() {
    List<Finding> findings = all(DomainKind.CUSTOM, Finding.fail(Check.CMP_1, "open"));
    assertEquals(
        Verdict.PASS,
        DomainChecks.of(DomainKind.CUSTOM, findings, NONE, NONE, ExpectedIdentity.STATED)
            .verdict());
    assertEquals(
        Verdict.FAIL,
        DomainChecks.of(
                DomainKind.CUSTOM, findings, Set.of(Check.CMP_1), NONE, ExpectedIdentity.STATED)
            .verdict());
  }

  @Test
  void conditionalChecksCountWhereTheyApply() {
    assertEquals(Verdict.PASS, verdict(Finding.notApplicable(Check.ID_3, "not used")));
    assertEquals(Verdict.INCOMPLETE, verdict(Finding.skipped(Check.ID_3, "unknown")));
    assertEquals(Verdict.FAIL, verdict(Finding.fail(Check.ID_3, "differs")));
    assertEquals(
        Verdict.INCOMPLETE,
        DomainChecks.of(
                DomainKind.CUSTOM,
                all(DomainKind.CUSTOM, Finding.notApplicable(Check.ID_4, "none named")),
                Set.of(Check.ID_4),
                NONE,
                ExpectedIdentity.STATED)
            .verdict(),
        "required, but not there to pass");
  }

  @Test
  void aWaiverIsSeenWithWhatItHides() {
    DomainChecks list =
        DomainChecks.of(
            DomainKind.CUSTOM,
            all(DomainKind.CUSTOM, Finding.fail(Check.CAA_1, "open")),
            NONE,
            Set.of(Check.CAA_1),
            ExpectedIdentity.STATED);
    assertEquals(Verdict.PASS, list.verdict());
    assertEquals(List.of(Check.CAA_1), list.waived());
    DomainCheckResult waived = list.result(Check.CAA_1).orElseThrow();
    assertEquals(CheckOutcome.WAIVED, waived.outcome());
    assertEquals(Optional.of(CheckOutcome.FAIL), waived.waivedOutcome());
    assertFalse(waived.mandatory());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Finding(Check.CAA_1, CheckOutcome.WAIVED, true, "", List.of(), List.of()));
  }

  @Test
  void withoutAStatedIdentityNothingPassesForAKnownWorkload() {
    Finding unnamed = Finding.nothingNamed(Check.ID_1, "the policy names no compose hash");
    for (ExpectedIdentity identity : ExpectedIdentity.values()) {
      DomainChecks list =
          DomainChecks.of(DomainKind.CUSTOM, all(DomainKind.CUSTOM, unnamed), NONE, NONE, identity);
      boolean isStated = identity == ExpectedIdentity.STATED;
      assertEquals(isStated ? Verdict.INCOMPLETE : Verdict.GENUINE, list.verdict());
      assertEquals(identity == ExpectedIdentity.WAIVED, list.isTrusted());
      assertEquals(
          CheckOutcome.INCOMPLETE, list.result(Check.ID_1).orElseThrow().outcome(), "and is shown");
    }
    assertEquals(
        Verdict.INCOMPLETE,
        DomainChecks.of(
                DomainKind.CUSTOM,
                all(DomainKind.CUSTOM, Finding.incomplete(Check.ID_1, "no quote")),
                NONE,
                NONE,
                ExpectedIdentity.WAIVED)
            .verdict(),
        "a quote is needed");
  }

  @Test
  void theWorstOfSeveralFindingsCounts() {
    Finding pass = Finding.pass(Check.Q_1, "good").withRefs("a");
    Finding fail = Finding.fail(Check.Q_1, "bad").withDetail("why").withRefs("b");
    Finding worst = Finding.worst(List.of(pass, Finding.incomplete(Check.Q_1, "?"), fail));
    assertEquals(CheckOutcome.FAIL, worst.outcome());
    assertEquals("bad", worst.summary());
    assertEquals(
        List.of("a: passed, good", "undecided, ?", "b: failed, bad", "  why"), worst.details());
    assertEquals(List.of("a", "b"), worst.refs());

    Finding same = Finding.worst(List.of(pass, pass.withRefs("c")));
    assertEquals(List.of(), same.details(), "what all agree on is said once");
    assertEquals(List.of("a", "c"), same.refs());
  }
}
