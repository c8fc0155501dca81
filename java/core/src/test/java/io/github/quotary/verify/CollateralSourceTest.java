package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without collateral of the caller's, a source is asked; without a source, nothing is decided. */
class CollateralSourceTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();

  /** Remembers what it was asked for. */
  private static final class Recorder implements CollateralSource {
    private final List<CollateralKey> asked = new ArrayList<>();
    private final Lookup answer;

    Recorder(Lookup answer) {
      this.answer = answer;
    }

    @Override
    public Lookup find(CollateralKey key) {
      asked.add(key);
      return answer;
    }
  }

  private static Recorder recorder(Evidence evidence) {
    return new Recorder(new Lookup.Found(Simulated.collateral(evidence)));
  }

  private static VerificationResult verify(Evidence evidence, CollateralSource source) {
    return Simulated.verifier(evidence)
        .collateralSource(source)
        .build()
        .verify(ByteBuffer.wrap(evidence.quote()), evidence.at());
  }

  @ParameterizedTest
  @EnumSource
  void isAskedOnceForThePlatformOfTheQuote(PckCa ca) {
    for (QuoteShape shape : List.of(QuoteShape.V3_SGX, QuoteShape.V5_TDX_15)) {
      Evidence evidence = Simulated.evidence(Scenario.upToDate(shape).withCa(ca));
      Recorder source = recorder(evidence);
      assertTrue(verify(evidence, source).isTrusted());
      assertEquals(
          List.of(
              new CollateralKey(
                  Measurement.fromHex("30a06d050000"),
                  ca == PckCa.PLATFORM ? CaType.PLATFORM : CaType.PROCESSOR,
                  shape.isTdx() ? TeeType.TDX : TeeType.SGX)),
          source.asked);
    }
  }

  @Test
  void withoutASourceNothingIsDecided() {
    VerificationResult result =
        Simulated.verifier(EVIDENCE)
            .build()
            .verify(ByteBuffer.wrap(EVIDENCE.quote()), EVIDENCE.at());
    Undecided undecided = assertInstanceOf(Undecided.class, result);
    assertFalse(undecided.isTrusted());
    assertFalse(undecided.retryable());
    assertTrue(undecided.cause().contains("source"), undecided.cause());
    assertEquals(Quote.copyOf(EVIDENCE.quote()).id(), undecided.unverifiedQuote().id());
    assertEquals(Optional.empty(), undecided.explanation());
  }

  @Test
  void aSourceThatHasNothingLeavesItUndecidedInItsOwnWords() {
    Undecided undecided =
        assertInstanceOf(
            Undecided.class,
            verify(EVIDENCE, new Recorder(new Lookup.Unavailable("PCS answers 503", true))));
    assertEquals("PCS answers 503", undecided.cause());
    assertTrue(undecided.retryable());
  }

  @Test
  void aFixedSourceGivesTheSameWhateverIsAskedFor() {
    CollateralSource source = CollateralSource.of(Simulated.collateral(EVIDENCE));
    assertTrue(verify(EVIDENCE, source).isTrusted());
    Evidence other = Simulated.upToDate(QuoteShape.V3_SGX);
    Rejected rejected = assertInstanceOf(Rejected.class, verify(other, source));
    assertEquals(RejectReason.TCB_INFO_MISMATCH, rejected.reason());
  }

  /** What needs no collateral to be refused causes no traffic. */
  @Test
  void isNotAskedForAQuoteThatIsRefusedAnyway() {
    Recorder source = recorder(EVIDENCE);
    List<byte[]> refused =
        List.of(
            new byte[0],
            new byte[5000],
            QuoteBytes.of(QuoteShape.V4_TDX).cutTo(3000).bytes(),
            QuoteBytes.of(QuoteShape.V4_TDX).u16(0, 6).bytes(),
            QuoteBytes.of(QuoteShape.V3_SGX)
                .u16(QuoteBytes.of(QuoteShape.V3_SGX).certificationType(), 4)
                .bytes());
    for (byte[] quote : refused) {
      assertInstanceOf(Rejected.class, verify(EVIDENCE.withQuote(quote), source));
    }
    Verifier intel = Verifier.builder().collateralSource(source).build();
    VerificationResult foreign = intel.verify(ByteBuffer.wrap(EVIDENCE.quote()), EVIDENCE.at());
    assertEquals(RejectReason.ROOT_KEY_NOT_TRUSTED, ((Rejected) foreign).reason());
    assertEquals(List.of(), source.asked);
  }

  @Test
  void isNotAskedForAChainWithoutAPckCertificate() {
    Evidence evidence =
        Simulated.evidence(
            Scenario.upToDate().withPki(p -> p.withPck(p.pck().withSubject("Somebody"))));
    Recorder source = recorder(evidence);
    assertEquals(
        RejectReason.PCK_CHAIN_PCK_MISSING,
        assertInstanceOf(Rejected.class, verify(evidence, source)).reason());
    assertEquals(List.of(), source.asked);
  }

  @Test
  void itsCollateralHasTheSameLimits() {
    VerifierBuilder verifier = Simulated.verifier(EVIDENCE).collateralSource(recorder(EVIDENCE));
    VerificationResult large =
        verifier
            .maxCollateralBytes(100)
            .build()
            .verify(ByteBuffer.wrap(EVIDENCE.quote()), EVIDENCE.at());
    assertEquals(RejectReason.COLLATERAL_TOO_LARGE, ((Rejected) large).reason());
    Collateral nul =
        Simulated.collateralBuilder(EVIDENCE).qeIdentity(new byte[] {0, '{', '}'}).build();
    assertEquals(
        RejectReason.COLLATERAL_TEXT_HAS_NUL,
        ((Rejected) verify(EVIDENCE, new Recorder(new Lookup.Found(nul)))).reason());
  }

  /** Collateral is checked wherever it comes from. */
  @Test
  void itsCollateralIsNotTrusted() {
    Collateral edited =
        Simulated.collateralBuilder(EVIDENCE)
            .tcbInfo(
                EVIDENCE
                    .tcbInfoEnvelope()
                    .replace("\"OutOfDate\"", "\"UpToDate\"")
                    .getBytes(StandardCharsets.UTF_8))
            .build();
    assertEquals(
        RejectReason.TCB_INFO_INVALID_SIGNATURE,
        ((Rejected) verify(EVIDENCE, new Recorder(new Lookup.Found(edited)))).reason());
  }

  @Test
  void theClockTellsTheTimeWhereNoneIsGiven() {
    VerifierBuilder verifier = Simulated.verifier(EVIDENCE).collateralSource(recorder(EVIDENCE));
    ByteBuffer quote = ByteBuffer.wrap(EVIDENCE.quote());
    assertTrue(
        verifier
            .clock(Clock.fixed(EVIDENCE.at(), ZoneOffset.UTC))
            .build()
            .verify(quote)
            .isTrusted());
    Clock later = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);
    assertFalse(verifier.clock(later).build().verify(quote).isTrusted());
    Clock epoch = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    assertEquals(
        RejectReason.TIME_NOT_POSITIVE,
        ((Rejected) verifier.clock(epoch).build().verify(quote)).reason());
  }
}
