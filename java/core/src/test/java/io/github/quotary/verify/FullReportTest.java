package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.CheckResult.State;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A report on every check tells the same verdict, and more. */
class FullReportTest {
  private static FullReport report(Evidence evidence) {
    return Simulated.verifier(evidence)
        .build()
        .report(ByteBuffer.wrap(evidence.quote()), Simulated.collateral(evidence), evidence.at());
  }

  private static Set<RejectReason> failed(FullReport report) {
    return report.checks().stream()
        .filter(check -> check.state() == State.FAILED)
        .map(CheckResult::check)
        .collect(Collectors.toSet());
  }

  static Stream<VectorSource> faults() {
    return Fault.all().stream().map(fault -> fault);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theVerdictIsTheFirstCheckThatFailed(VectorSource fault) {
    Evidence evidence = Simulated.evidence(fault);
    FullReport report = report(evidence);
    assertEquals(Simulated.words(Simulated.verify(evidence)), Simulated.words(report.result()));
    assertEquals(
        List.of(RejectReason.values()), report.checks().stream().map(CheckResult::check).toList());
    RejectReason first =
        report.checks().stream()
            .filter(check -> check.state() == State.FAILED)
            .map(CheckResult::check)
            .findFirst()
            .orElse(null);
    assertEquals(report.result() instanceof Rejected r ? r.reason() : null, first);
    report.checks().forEach(c -> assertEquals(c.state() == State.FAILED, c.problem().isPresent()));
  }

  @ParameterizedTest
  @EnumSource
  void ofASoundQuoteEveryCheckPassed(QuoteShape shape) {
    for (CheckResult check : report(Simulated.upToDate(shape)).checks()) {
      assertEquals(State.PASSED, check.state(), check.check().name());
    }
  }

  /** Faults that have nothing to do with each other are all found. */
  @Test
  void whatComesAfterTheFirstFailureIsCheckedToo() {
    Scenario scenario =
        Scenario.upToDate()
            .withTcbInfo(i -> i.withFmspc("000000000000"))
            .withPki(
                p ->
                    p.withPckCrl(p.pckCrl().revoking(p.pck().serial()))
                        .withQeIdentityKey("another"));
    Set<RejectReason> failed = failed(report(Simulated.evidence(scenario)));
    assertTrue(failed.contains(RejectReason.PCK_CHAIN_PCK_REVOKED), failed.toString());
    assertTrue(failed.contains(RejectReason.QE_IDENTITY_INVALID_SIGNATURE), failed.toString());
  }

  /** What a forged document says must not be held against a quote, nor for it. */
  @Test
  void nothingIsCheckedAgainstADocumentThatIsNotTrusted() {
    Scenario forged =
        Scenario.upToDate()
            .withPki(p -> p.withTcbInfoKey("another"))
            .withTcbInfo(i -> i.withFmspc("000000000000"));
    FullReport report = report(Simulated.evidence(forged));
    assertEquals(Set.of(RejectReason.TCB_INFO_INVALID_SIGNATURE), failed(report));
    State mismatch = report.checks().get(RejectReason.TCB_INFO_MISMATCH.ordinal()).state();
    assertEquals(State.NOT_EVALUATED, mismatch);
  }

  @Test
  void bytesThatAreNoQuoteLeaveNothingToCheck() {
    FullReport report = report(Simulated.upToDate().withQuote(new byte[5]));
    assertEquals(Set.of(RejectReason.QUOTE_TOO_SHORT), failed(report));
    assertEquals(
        State.NOT_EVALUATED,
        report.checks().get(RejectReason.QUOTE_INVALID_SIGNATURE.ordinal()).state());
  }

  /** A chain without root and without end leaves its other checks open. */
  @Test
  void twoCertificatesThatIssuedEachOther() {
    Scenario scenario =
        Scenario.upToDate()
            .withPki(
                p ->
                    p.withChain(
                        Chain.TCB_INFO,
                        List.of(
                            p.tcbSigning().withIssuer("Other"),
                            p.root().withSubject("Other").withIssuer(p.tcbSigning().subject()))));
    FullReport report = report(Simulated.evidence(scenario));
    assertEquals(RejectReason.TCB_INFO_ROOT_MISSING, ((Rejected) report.result()).reason());
    assertTrue(failed(report).contains(RejectReason.TCB_INFO_SIGNER_MISSING));
    assertEquals(
        State.NOT_EVALUATED,
        report.checks().get(RejectReason.TCB_INFO_SIGNER_INVALID_ISSUER.ordinal()).state());
  }

  /** A source that would say something else if it were asked again. */
  private static final class OneAnswer implements CollateralSource {
    private final Collateral collateral;
    private int asked;

    OneAnswer(Collateral collateral) {
      this.collateral = collateral;
    }

    @Override
    public Lookup find(CollateralKey key) {
      asked++;
      return asked == 1
          ? new Lookup.Found(collateral)
          : new Lookup.Unavailable("Asked " + asked + " times", true);
    }
  }

  @Test
  void aSourceIsAskedOnceForVerdictAndChecks() {
    Evidence evidence = Simulated.upToDate();
    OneAnswer source = new OneAnswer(Simulated.collateral(evidence));
    FullReport report =
        Simulated.verifier(evidence)
            .collateralSource(source)
            .build()
            .report(ByteBuffer.wrap(evidence.quote()), evidence.at());
    assertEquals(1, source.asked);
    assertTrue(report.result().isTrusted());
    assertEquals(report(evidence).checks(), report.checks());
  }

  @Test
  void anUndecidedVerdictListsNoChecks() {
    Evidence evidence = Simulated.upToDate();
    Verifier verifier = Simulated.verifier(evidence).build();
    FullReport none = verifier.report(ByteBuffer.wrap(evidence.quote()), evidence.at());
    assertInstanceOf(Undecided.class, none.result());
    assertEquals(List.of(), none.checks());
  }

  @Test
  void aRejectionWithoutCollateralListsTheFailedCheck() {
    Evidence evidence = Simulated.upToDate();
    ByteBuffer quote = ByteBuffer.wrap(evidence.quote());
    Verifier verifier = Simulated.verifier(evidence).build();
    assertEquals(
        Set.of(RejectReason.QUOTE_TOO_SHORT),
        failed(verifier.report(ByteBuffer.allocate(5), evidence.at())));
    assertEquals(
        Set.of(RejectReason.TIME_NOT_POSITIVE), failed(verifier.report(quote, Instant.EPOCH)));
    assertEquals(
        Set.of(RejectReason.ROOT_KEY_NOT_TRUSTED),
        failed(Verifier.builder().build().report(quote, evidence.at())));
  }
}
