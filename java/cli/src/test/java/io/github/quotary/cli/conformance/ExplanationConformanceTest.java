package io.github.quotary.cli.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.tcb.PlatformTcb;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.SvnNeed;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbEvaluator;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbQuestion;
import io.github.quotary.tcb.TcbTarget;
import io.github.quotary.verify.FullReport;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Explanations and full reports hold on every case of the conformance data. */
@EnabledIfEnvironmentVariable(
    named = "QUOTARY_CONFORMANCE",
    matches = ".+",
    disabledReason = "QUOTARY_CONFORMANCE does not name the folder with the conformance data")
class ExplanationConformanceTest {
  private static final List<String> FOLDERS =
      List.of("real", "tcb-scenarios", "adversarial", "traps", "orders");

  private static Path folder(String name) {
    return Path.of(System.getenv("QUOTARY_CONFORMANCE")).resolve(name);
  }

  private final Map<TrustAnchor, Verifier> verifiers = new HashMap<>();

  private Verifier verifier(Case c, QvlGeneration generation) {
    return verifiers.computeIfAbsent(
        c.trustAnchor(),
        anchor -> Verifier.builder().trustAnchor(anchor).generation(generation).build());
  }

  @ParameterizedTest
  @EnumSource
  void raisingWhatIsNamedGivesTheNamedStatus(QvlGeneration generation) {
    int[] improvable = {0};
    int[] mendable = {0};
    new CaseFolder(folder("tcb-scenarios"))
        .forEach(
            c -> {
              VerificationResult result =
                  verifier(c, generation).verify(c.quote(), c.collateral(), c.at());
              TcbQuestion question = question(result).orElse(null);
              if (question == null) {
                return;
              }
              TcbExplanation explanation = result.explanation().orElseThrow();
              if (isUpToDate(result)) {
                assertEquals(List.of(), explanation.shortfalls(), c.id());
                return;
              }
              explanation
                  .nextBetter()
                  .ifPresent(
                      target -> {
                        assertSound(c, question, target);
                        improvable[0]++;
                      });
              explanation
                  .upToDate()
                  .ifPresent(
                      target -> {
                        assertEquals(TcbStatus.UP_TO_DATE, target.status());
                        assertSound(c, question, target);
                        assertTrue(explanation.nextBetter().isPresent(), c.id());
                        mendable[0]++;
                      });
            });
    assertTrue(improvable[0] >= 140, "only " + improvable[0] + " cases are explained");
    assertTrue(mendable[0] >= 25, "only " + mendable[0] + " cases lead to UpToDate");
  }

  private static Optional<TcbQuestion> question(VerificationResult result) {
    if (result instanceof Verified verified) {
      return Optional.of(verified.platform().question());
    }
    return result instanceof Rejected rejected ? rejected.question() : Optional.empty();
  }

  private static boolean isUpToDate(VerificationResult result) {
    return result instanceof Verified verified && verified.tcb().status() == TcbStatus.UP_TO_DATE;
  }

  private static void assertSound(Case c, TcbQuestion question, TcbTarget target) {
    assertNotEquals(List.of(), target.needs(), c.id());
    PlatformTcb platform = question.platform();
    for (SvnNeed need : target.needs()) {
      assertTrue(need.needs() > need.has(), c.id());
      platform = raise(platform, need);
    }
    TcbEvaluation evaluation =
        TcbEvaluator.evaluate(
                new TcbQuestion(
                    question.generation(), platform, question.tcbInfo(), question.qeIdentity()))
            .orElseThrow();
    assertEquals(target.status(), evaluation.status(), c.id());
    assertEquals(target.tcbDate(), evaluation.tcbDate(), c.id());
  }

  /** The platform with one SVN raised by hand, checked to be what the explanation says it is. */
  private static PlatformTcb raise(PlatformTcb platform, SvnNeed need) {
    TcbComponents sgx = platform.sgxComponents();
    long pceSvn = platform.pceSvn();
    int qeSvn = platform.qeIsvSvn();
    TcbComponents launch = platform.teeTcbSvnOrNull();
    TcbComponents current = platform.teeTcbSvn2OrNull();
    int index = need.component().index() - 1;
    int svn = (int) need.needs();
    long has;
    switch (need.component().kind()) {
      case SGX_COMPONENT -> {
        has = sgx.svn(index);
        sgx = sgx.with(index, svn);
      }
      case PCE -> {
        has = pceSvn;
        pceSvn = need.needs();
      }
      case QE -> {
        has = qeSvn;
        qeSvn = svn;
      }
      case TDX_MODULE -> {
        has = launch.svn(0);
        launch = launch.with(0, svn);
      }
      case TDX_COMPONENT -> {
        has = launch.svn(index);
        launch = launch.with(index, svn);
      }
      default -> {
        has = current.svn(index);
        current = current.with(index, svn);
      }
    }
    assertEquals(has, need.has());
    return new PlatformTcb(sgx, pceSvn, qeSvn, launch, current);
  }

  @ParameterizedTest
  @EnumSource
  void fullReportAndFastPathAgree(QvlGeneration generation) {
    for (String name : FOLDERS) {
      new CaseFolder(folder(name))
          .forEach(
              c -> {
                Verifier verifier = verifier(c, generation);
                VerificationResult fast = verifier.verify(c.quote(), c.collateral(), c.at());
                FullReport full = verifier.report(c.quote(), c.collateral(), c.at());
                Optional<CheckResult> firstFailure =
                    full.checks().stream()
                        .filter(check -> check.state() == CheckResult.State.FAILED)
                        .findFirst();
                if (fast instanceof Rejected rejected) {
                  assertEquals(
                      rejected.reason(), firstFailure.map(CheckResult::check).orElse(null), c.id());
                  assertEquals(rejected.rejection(), ((Rejected) full.result()).rejection());
                } else {
                  assertEquals(Optional.empty(), firstFailure, c.id());
                  assertTrue(
                      full.checks().stream()
                          .allMatch(check -> check.state() == CheckResult.State.PASSED),
                      c.id());
                }
              });
    }
  }
}
