package io.github.quotary.pcs.lookahead;

import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.cache.SourceFixture;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookAheadTest {
  private static final Scenario NEXT = recovery(21, "OutOfDate");
  private static final Scenario NEWEST = recovery(22, "Revoked");

  private final SourceFixture fixture =
      new SourceFixture(
          FakePcs.seeded(Platforms.SEED)
              .platform(TDX)
              .otherDataSet(NEXT)
              .otherDataSet(NEWEST)
              .start());
  private final CachingCollateralSource source = fixture.source(null);
  private final Verifier verifier =
      Verifier.builder()
          .policy(QuotePolicy.builder().waiveIdentity().build())
          .trustAnchor(Platforms.anchor(fixture.pcs))
          .collateralSource(source)
          .build();
  private final LookAhead lookAhead = new LookAhead(source, verifier);
  private final ByteBuffer quote = ByteBuffer.wrap(fixture.pcs.evidence(TDX).quote());

  /** A TCB recovery under which everything that was up to date has another status. */
  private static Scenario recovery(long number, String status) {
    return TDX.withTcbInfo(
            info ->
                info.withEvaluationNumber(number)
                    .mapLevels(
                        level ->
                            level.status().equals("UpToDate")
                                ? level
                                    .withStatus(status)
                                    .withDate(Instant.parse("2026-06-09T00:00:00Z"))
                                : level))
        .withQeIdentity(identity -> identity.withEvaluationNumber(number));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void givesTheVerdictUnderTheNextDataSet() {
    assertTrue(verifier.verify(quote, TDX.at()).isTrusted());
    List<Forecast> forecasts = lookAhead.forecasts(quote, TDX.at());
    assertEquals(
        List.of(TcbUpdate.EARLY, TcbUpdate.evaluationDataNumber(21)),
        forecasts.stream().map(Forecast::update).toList());
    assertEquals(22, forecasts.get(0).recovery().orElseThrow().number());
    assertFalse(forecasts.get(0).result().isTrusted());
    VerificationResult next = forecasts.get(1).result();
    assertEquals(TcbStatus.OUT_OF_DATE, assertInstanceOf(Verified.class, next).tcb().status());
    assertEquals(Instant.parse("2026-06-09T00:00:00Z"), forecasts.get(1).disclosed().orElseThrow());
  }

  @Test
  void evaluatesASpecificDataSet() {
    VerificationResult inForce =
        lookAhead.verdict(quote, TcbUpdate.evaluationDataNumber(20), TDX.at());
    assertTrue(inForce.isTrusted());
    VerificationResult unknown =
        lookAhead.verdict(quote, TcbUpdate.evaluationDataNumber(5), TDX.at());
    assertFalse(assertInstanceOf(Undecided.class, unknown).retryable());
  }

  @Test
  void withoutTheListTheEarlyDataSetIsStillEvaluated() {
    fixture.pcs.fault(PcsService.TCB_EVALUATION_DATA_NUMBERS, new PcsFault.Status(404));
    List<Forecast> forecasts = lookAhead.forecasts(quote, TDX.at());
    assertEquals(1, forecasts.size());
    assertTrue(forecasts.get(0).recovery().isEmpty());
    assertFalse(forecasts.get(0).result().isTrusted());
  }

  @Test
  void aBundleSupportsLookAheadOffline() {
    List<Forecast> online = lookAhead.forecasts(quote, TDX.at());
    CollateralBundle bundle =
        CollateralBundle.of(
            TDX.at(), source.cachedDocuments().stream().map(TrustedDocument::received).toList());
    fixture.pcs.forgetRequests();
    List<Forecast> offline = new LookAhead(bundle, verifier).forecasts(quote, TDX.at());
    assertEquals(
        online.stream().map(Forecast::update).toList(),
        offline.stream().map(Forecast::update).toList());
    assertEquals(
        online.stream().map(Forecast::recovery).toList(),
        offline.stream().map(Forecast::recovery).toList());
    assertEquals(List.of(), fixture.pcs.requests());
  }

  @Test
  void aListThatIsNotSignedByIntelNamesNoRecovery() {
    lookAhead.forecasts(quote, TDX.at());
    CollateralBundle bundle =
        CollateralBundle.of(
            TDX.at(), source.cachedDocuments().stream().map(TrustedDocument::received).toList());
    List<Forecast> forecasts =
        new LookAhead(bundle, Verifier.builder().build()).forecasts(quote, TDX.at());
    assertEquals(2, forecasts.size());
    forecasts.forEach(forecast -> assertTrue(forecast.recovery().isEmpty()));
  }

  @Test
  void bytesThatAreNotAQuoteHaveNoForecast() {
    ByteBuffer nothing = ByteBuffer.allocate(2000);
    assertEquals(List.of(), lookAhead.forecasts(nothing, TDX.at()));
    assertFalse(lookAhead.verdict(nothing, TcbUpdate.EARLY, TDX.at()).isTrusted());
  }
}
