package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.REVOKED;
import static io.github.quotary.status.TcbStatus.SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static io.github.quotary.tcb.Levelled.all;
import static io.github.quotary.tcb.Levelled.but;
import static io.github.quotary.tcb.Levelled.module;
import static io.github.quotary.tcb.Levelled.moduleLevel;
import static io.github.quotary.tcb.Levelled.qe;
import static io.github.quotary.tcb.Levelled.sgx;
import static io.github.quotary.tcb.Levelled.sgxLevel;
import static io.github.quotary.tcb.Levelled.svns;
import static io.github.quotary.tcb.Levelled.td;
import static io.github.quotary.tcb.Levelled.tdxLevel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.TcbComponentNames;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a platform lacks, and what would mend it. */
class TcbExplanationTest {
  private static final Levelled TWO_LEVELS =
      Levelled.sgx(UP_TO_DATE)
          .withLevels(
              sgxLevel(5, UP_TO_DATE),
              sgxLevel(4, OUT_OF_DATE, "INTEL-SA-00001", "INTEL-SA-00002"));

  private static TcbExplanation explain(Levelled levelled) {
    return TcbExplanation.of(levelled.question(QvlGeneration.V1_27));
  }

  private static List<String> words(Levelled levelled) {
    return explain(levelled).shortfalls().stream().map(TcbShortfall::toString).toList();
  }

  @Test
  void anUpToDatePlatformLacksNothing() {
    TcbExplanation explanation = explain(TWO_LEVELS);
    assertEquals(Optional.empty(), explanation.nextBetter());
    assertEquals(Optional.empty(), explanation.upToDate());
    assertEquals(List.of(), explanation.shortfalls());
  }

  @Test
  void anSgxComponentFallsShort() {
    Levelled short8 = TWO_LEVELS.on(new PlatformTcb(but(all(5), 7, 4), 5, 5, null, null));
    assertEquals(
        List.of("SGX component 8 is 4, UpToDate needs 5 (BIOS or microcode update)"),
        words(short8));
    TcbTarget target = explain(short8).upToDate().orElseThrow();
    assertEquals(UP_TO_DATE, target.status());
    assertEquals(List.of("INTEL-SA-00001", "INTEL-SA-00002"), target.resolvedAdvisoryIds());
    assertEquals(sgx(5, 5, 5), target.platform());
  }

  @Test
  void theNameOfAComponentTellsWhoUpdatesIt() {
    List<String> sgx = new ArrayList<>(Collections.nCopies(16, ""));
    sgx.set(7, "OS/VMM: SEAMLDR ACM");
    sgx.set(3, "BIOS: Early Microcode Update");
    Levelled named =
        TWO_LEVELS
            .withNames(new TcbComponentNames(sgx, List.of()))
            .on(new PlatformTcb(but(but(all(5), 7, 4), 3, 4), 5, 5, null, null));
    assertEquals(
        List.of(
            "SGX component 4 (BIOS: Early Microcode Update) is 4, UpToDate needs 5 (BIOS or"
                + " microcode update)",
            "SGX component 8 (OS/VMM: SEAMLDR ACM) is 4, UpToDate needs 5 (operating system or"
                + " VMM update: microcode, SINIT or SEAM loader)"),
        words(named));
  }

  @Test
  void pceAndQeFallShort() {
    assertEquals(
        List.of("PCE SVN is 3, UpToDate needs 5 (SGX platform software update (PCE))"),
        words(TWO_LEVELS.on(sgx(5, 3, 5))));
    assertEquals(
        List.of("QE SVN is 4, UpToDate needs 5 (DCAP update (quoting enclave))"),
        words(TWO_LEVELS.on(sgx(5, 5, 4)).withQe(qe(5, UP_TO_DATE), qe(4, OUT_OF_DATE))));
  }

  @Test
  void theModuleFallsShort() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(6, "UpToDate"), moduleLevel(5, "OutOfDate")));
    assertEquals(
        List.of(
            "TDX module TDX_01 SVN is 5, UpToDate needs 6 (TDX module update, then relaunch of"
                + " the TD)"),
        words(levelled.on(td(svns(5, 1, 5), null))));
    assertEquals(
        List.of("TDX module TDX_01 SVN is 5, UpToDate needs 6 (relaunch of the TD)"),
        words(levelled.on(td(svns(5, 1, 5), svns(6, 1, 5)))));
  }

  @Test
  void aTdxComponentFallsShort() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                tdxLevel(5, svns(0, 0, 5), UP_TO_DATE), tdxLevel(5, svns(0, 0, 4), OUT_OF_DATE))
            .on(td(svns(5, 1, 4), null));
    assertEquals(
        List.of(
            "TDX component 3 is 4, UpToDate needs 5 (operating system or VMM update: microcode,"
                + " SINIT or SEAM loader)"),
        words(levelled));
  }

  @Test
  void theNextBetterStatusMayNeedLess() {
    Levelled levelled =
        Levelled.sgx(UP_TO_DATE)
            .withLevels(
                sgxLevel(7, UP_TO_DATE), sgxLevel(6, SW_HARDENING_NEEDED), sgxLevel(5, OUT_OF_DATE))
            .on(new PlatformTcb(but(all(7), 0, 5), 5, 5, null, null));
    assertEquals(
        List.of(
            "SGX component 1 is 5, the next better status needs 6, UpToDate needs 7 (BIOS or"
                + " microcode update)"),
        words(levelled));
    assertEquals(SW_HARDENING_NEEDED, explain(levelled).nextBetter().orElseThrow().status());
  }

  @Test
  void whatNoUpdateMendsHasNoTarget() {
    TcbExplanation explanation = explain(Levelled.sgx(CONFIGURATION_NEEDED));
    assertEquals(Optional.empty(), explanation.nextBetter());
    assertEquals(Optional.empty(), explanation.upToDate());
  }

  @Test
  void aPlatformWithoutAStatusIsExplainedToo() {
    Levelled revoked =
        TWO_LEVELS.withLevels(sgxLevel(5, UP_TO_DATE), sgxLevel(4, REVOKED)).on(sgx(4, 5, 5));
    assertEquals(16, words(revoked).size());
    assertEquals(16, words(TWO_LEVELS.on(sgx(1, 5, 5))).size());
  }

  /** The outcome of every target is tried on the platform that it names. */
  @ParameterizedTest
  @EnumSource
  void whatIsPromisedIsKept(QvlGeneration generation) {
    for (Outcome outcome : Outcome.values()) {
      VerificationResult result = Simulated.verify(Simulated.evidence(outcome), generation);
      TcbExplanation explanation = result.explanation().orElseThrow();
      if (outcome != Outcome.UP_TO_DATE) {
        assertKept(result, explanation.upToDate().orElseThrow(), UP_TO_DATE);
        TcbTarget next = explanation.nextBetter().orElseThrow();
        assertKept(result, next, next.status());
      }
    }
  }

  private static void assertKept(VerificationResult result, TcbTarget target, TcbStatus status) {
    TcbQuestion question =
        result instanceof VerificationResult.Verified verified
            ? verified.platform().question()
            : ((VerificationResult.Rejected) result).question().orElseThrow();
    TcbEvaluation evaluation =
        TcbEvaluator.evaluate(question.about(target.platform())).orElseThrow();
    assertEquals(status, evaluation.status());
    assertEquals(target.tcbDate(), evaluation.tcbDate());
    assertTrue(!target.needs().isEmpty());
  }
}
