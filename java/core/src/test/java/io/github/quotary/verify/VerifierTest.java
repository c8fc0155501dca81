package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.fixture.QuoteBytes;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.quote.Quote;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments: bytes, sizes, times; and which of several faults is reported. */
class VerifierTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(EVIDENCE);

  private static VerificationResult verify(VerifierBuilder verifier, byte[] quote, Instant at) {
    return verifier.build().verify(ByteBuffer.wrap(quote), COLLATERAL, at);
  }

  private static RejectReason reason(VerificationResult result) {
    Rejected rejected = assertInstanceOf(Rejected.class, result, Simulated.words(result));
    assertFalse(rejected.detail().isBlank());
    assertFalse(rejected.isTrusted());
    return rejected.reason();
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeOfQuoteIsVerified(QuoteShape shape) {
    Verified verified = Simulated.verified(Simulated.upToDate(shape));
    assertTrue(verified.isTrusted());
    assertEquals(Quote.copyOf(QuoteBytes.of(shape).bytes()).id(), verified.verifiedQuote().id());
    assertEquals(20, verified.tcb().tcbEvaluationDataNumber());
  }

  @Test
  void theCallersBufferStaysAsItWas() {
    byte[] quote = EVIDENCE.quote();
    ByteBuffer direct = ByteBuffer.allocateDirect(quote.length + 9).order(ByteOrder.LITTLE_ENDIAN);
    direct.position(4).put(quote).limit(direct.position()).position(4);
    VerificationResult result =
        Simulated.verifier(EVIDENCE).build().verify(direct, COLLATERAL, EVIDENCE.at());
    assertTrue(result.isTrusted(), Simulated.words(result));
    assertEquals(4, direct.position());
    assertEquals(quote.length, direct.remaining());
    assertEquals(ByteOrder.LITTLE_ENDIAN, direct.order());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 1019})
  void aShortQuoteIsRefusedBeforeAnythingElse(int length) {
    byte[] quote = QuoteBytes.of(QuoteShape.V4_TDX).cutTo(length).bytes();
    VerifierBuilder verifier = Simulated.verifier(EVIDENCE);
    assertEquals(RejectReason.QUOTE_TOO_SHORT, reason(verify(verifier, quote, Instant.EPOCH)));
    VerificationResult result = verify(verifier, quote, EVIDENCE.at());
    assertEquals(Optional.empty(), ((Rejected) result).unverifiedQuote());
  }

  @Test
  void aQuoteHasItsLimit() {
    byte[] quote = EVIDENCE.quote();
    VerifierBuilder verifier = Simulated.verifier(EVIDENCE).maxQuoteBytes(quote.length);
    assertTrue(verify(verifier, quote, EVIDENCE.at()).isTrusted());
    byte[] longer = QuoteBytes.of(QuoteShape.V4_TDX).insert(quote.length, (byte) 0).bytes();
    assertEquals(RejectReason.QUOTE_TOO_LARGE, reason(verify(verifier, longer, EVIDENCE.at())));
    byte[] mebibyte = QuoteBytes.of(QuoteShape.V4_TDX).cutTo(1 << 20).bytes();
    assertTrue(verify(Simulated.verifier(EVIDENCE), mebibyte, EVIDENCE.at()).isTrusted());
    byte[] larger = QuoteBytes.of(QuoteShape.V4_TDX).cutTo((1 << 20) + 1).bytes();
    assertEquals(
        RejectReason.QUOTE_TOO_LARGE,
        reason(verify(Simulated.verifier(EVIDENCE), larger, EVIDENCE.at())));
  }

  @Test
  void collateralHasItsLimit() {
    int size = (int) COLLATERAL.size();
    assertTrue(
        verify(
                Simulated.verifier(EVIDENCE).maxCollateralBytes(size),
                EVIDENCE.quote(),
                EVIDENCE.at())
            .isTrusted());
    assertEquals(
        RejectReason.COLLATERAL_TOO_LARGE,
        reason(
            verify(
                Simulated.verifier(EVIDENCE).maxCollateralBytes(size - 1),
                EVIDENCE.quote(),
                EVIDENCE.at())));
    Collateral huge = Simulated.collateralBuilder(EVIDENCE).pckCrl(new byte[4 << 20]).build();
    assertEquals(
        RejectReason.COLLATERAL_TOO_LARGE,
        reason(
            Simulated.verifier(EVIDENCE)
                .build()
                .verify(ByteBuffer.wrap(EVIDENCE.quote()), huge, EVIDENCE.at())));
  }

  @Test
  void aNulInsideATextOfTheCollateral() {
    Collateral spoilt =
        Simulated.collateralBuilder(EVIDENCE).tcbInfo(new byte[] {'{', 0, '}'}).build();
    assertEquals(
        RejectReason.COLLATERAL_TEXT_HAS_NUL,
        reason(
            Simulated.verifier(EVIDENCE)
                .build()
                .verify(ByteBuffer.wrap(EVIDENCE.quote()), spoilt, EVIDENCE.at())));
  }

  @Test
  void theTimeIsAfter1970() {
    VerifierBuilder verifier = Simulated.verifier(EVIDENCE);
    for (Instant at :
        new Instant[] {
          Instant.EPOCH,
          Instant.EPOCH.plusNanos(999_999_999),
          Instant.EPOCH.minusSeconds(1),
          Instant.MIN
        }) {
      assertEquals(
          RejectReason.TIME_NOT_POSITIVE, reason(verify(verifier, EVIDENCE.quote(), at)), "" + at);
    }
  }

  /** To Intel a quote is genuine at any time; that something is expired is said apart. */
  @Test
  void anyLaterTimeGivesAVerdict() {
    for (Instant at : new Instant[] {Instant.ofEpochSecond(1), Instant.MAX}) {
      VerificationResult result = verify(Simulated.verifier(EVIDENCE), EVIDENCE.quote(), at);
      assertTrue(assertInstanceOf(Verified.class, result).expired());
      assertFalse(result.isTrusted());
    }
  }

  @Test
  void anUnknownTeeIsAMatterOfTheArguments() {
    byte[] quote = QuoteBytes.of(QuoteShape.V4_TDX).u32(4, 0x82).u16(0, 9).bytes();
    assertEquals(
        RejectReason.TEE_TYPE_UNKNOWN,
        reason(verify(Simulated.verifier(EVIDENCE), quote, EVIDENCE.at())));
  }

  @Test
  void aMalformedQuoteNamesTheByte() {
    byte[] quote = QuoteBytes.of(QuoteShape.V4_TDX).u16(2, 3).bytes();
    VerificationResult result = verify(Simulated.verifier(EVIDENCE), quote, EVIDENCE.at());
    assertEquals(RejectReason.QUOTE_FORMAT_UNSUPPORTED, reason(result));
    assertTrue(((Rejected) result).detail().contains("at byte 2"), Simulated.words(result));
  }

  @Test
  void intelsRootIsTheDefault() {
    assertEquals(
        RejectReason.ROOT_KEY_NOT_TRUSTED,
        reason(verify(Verifier.builder(), EVIDENCE.quote(), EVIDENCE.at())));
  }

  @Test
  void aRejectedQuoteCanStillBeLookedAt() {
    byte[] quote = EVIDENCE.quote();
    Rejected rejected =
        assertInstanceOf(Rejected.class, verify(Verifier.builder(), quote, EVIDENCE.at()));
    assertEquals(Quote.copyOf(quote).id(), rejected.unverifiedQuote().orElseThrow().id());
  }

  @Test
  void emptyCollateralIsRefusedDocumentByDocument() {
    VerificationResult result =
        Simulated.verifier(EVIDENCE)
            .build()
            .verify(ByteBuffer.wrap(EVIDENCE.quote()), Collateral.builder().build(), EVIDENCE.at());
    assertEquals(RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, reason(result));
  }

  /** Intel's library takes the first second of 1970 for a date that it could not read. */
  @Test
  void aDateOf1970IsRefused() {
    for (Scenario scenario :
        List.of(
            Scenario.upToDate().withTcbInfo(i -> i.withIssueDate(Instant.EPOCH)),
            Scenario.upToDate().withQeIdentity(i -> i.withNextUpdate(Instant.EPOCH)),
            Scenario.upToDate().withPki(p -> p.withPck(p.pck().withNotBefore(Instant.EPOCH))))) {
      assertEquals(
          RejectReason.DATE_UNEXPECTED, reason(Simulated.verify(Simulated.evidence(scenario))));
    }
    Scenario late = Scenario.upToDate().withTcbInfo(i -> i.withIssueDate(Instant.ofEpochSecond(1)));
    assertTrue(Simulated.verify(Simulated.evidence(late)).isTrusted());
  }

  /** Both the quote's attributes and Intel's are zero, for modules with and without a version. */
  @Test
  void seamAttributesAreZeroOnBothSides() {
    String one = "01" + "00".repeat(7);
    Scenario expected =
        Scenario.upToDate()
            .withTcbInfo(i -> i.mapIdentities(m -> m.withModule(m.module().withAttributes(one))));
    Scenario both = expected.withTd(td -> td.with(TdField.SEAMATTRIBUTES, one));
    Scenario unversioned =
        Scenario.upToDate()
            .withTd(td -> td.with(TdField.TEE_TCB_SVN, "060004" + "00".repeat(13)))
            .withTcbInfo(i -> i.withModule(i.module().withAttributes(one)));
    for (Scenario scenario : List.of(expected, both, unversioned)) {
      assertEquals(
          RejectReason.TDX_MODULE_MISMATCH, reason(Simulated.verify(Simulated.evidence(scenario))));
    }
  }

  /** Intel masks the report only, so a value outside of its own mask can never be met. */
  @Test
  void theQeIdentitysOwnValuesAreNotMasked() {
    for (Scenario scenario :
        List.of(
            Scenario.upToDate()
                .withQeIdentity(i -> i.withMiscSelect("01000000").withMiscSelectMask("00000000")),
            Scenario.upToDate()
                .withQeIdentity(
                    i -> i.withAttributes("ff".repeat(16)).withAttributesMask("00".repeat(16))))) {
      assertEquals(
          RejectReason.QE_IDENTITY_MISMATCH,
          reason(Simulated.verify(Simulated.evidence(scenario))));
    }
  }

  /** On a small heap, a large cache of platforms takes small tables instead of the heap. */
  @Test
  void tablesTakeNoMoreThanAQuarterOfTheHeap() {
    long wanted = EcdsaP256.tableBytes(10_000);
    assertEquals(wanted, VerifierBuilder.tableBytes(10_000, 4 * wanted));
    assertEquals(64L << 20, VerifierBuilder.tableBytes(10_000, 256L << 20));
  }
}
