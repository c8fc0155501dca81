package io.github.quotary.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.fixture.Simulated;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Expected;
import io.github.quotary.policy.PolicyField;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.verify.VerificationResult.Verified;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose TD, under which root, at which time: what a verdict says beside yes or no. */
class VerdictTest {
  private static final Evidence EVIDENCE = Simulated.upToDate();
  private static final Collateral COLLATERAL = Simulated.collateral(EVIDENCE);
  private static final byte[] QUOTE = EVIDENCE.quote();
  private static final Instant AT = EVIDENCE.at();
  private static final Measurement OTHER = Measurement.fromHex("ab".repeat(48));

  private final Verifier strict =
      Verifier.builder().trustAnchor(Simulated.anchor(EVIDENCE)).build();

  private static TdReport report() {
    return Simulated.verified(EVIDENCE).tdReport().orElseThrow();
  }

  private Verified verify(QuotePolicy policy, Expected expected) {
    return assertInstanceOf(
        Verified.class, strict.withPolicy(policy).verify(QUOTE, COLLATERAL, AT, expected));
  }

  private static List<String> rules(Verified verified) {
    return verified.violations().stream().map(Violation::rule).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aQuoteOfNobodyInParticularIsGenuineAndNotTrusted(QuoteShape shape) {
    Evidence evidence = Simulated.upToDate(shape);
    Verified verified =
        assertInstanceOf(
            Verified.class,
            Verifier.builder()
                .trustAnchor(Simulated.anchor(evidence))
                .build()
                .verify(evidence.quote(), Simulated.collateral(evidence), evidence.at()));
    assertFalse(verified.isTrusted());
    assertTrue(verified.isGenuine());
    assertEquals(Verdict.GENUINE, verified.verdict());
    assertEquals(List.of("identity"), rules(verified));
    assertTrue(verified.violations().get(0).expected().contains("mrTd"));
    assertEquals(List.of("identity", "reportData", "eventLog"), verified.notChecked());
  }

  @Test
  void whoWaivesIdentityByNameTrustsAnybodyAndIsToldSo() {
    Verified verified = verify(QuotePolicy.builder().waiveIdentity().build(), Expected.nothing());
    assertTrue(verified.isTrusted());
    assertTrue(verified.isGenuine());
    assertEquals(Verdict.GENUINE, verified.verdict());
    assertEquals(List.of("identity", "reportData", "eventLog"), verified.notChecked());
    assertTrue(verified.waived().contains("identity"));
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyField.class,
      names = {"MR_TD", "RTMR0", "RTMR1", "RTMR2", "RTMR3"})
  void aMeasurementThatIsStatedIsTheIdentity(PolicyField field) {
    Measurement own = value(field);
    QuotePolicy policy = QuotePolicy.builder().accept(field, own).build();
    assertEquals(Verdict.TRUSTED, verify(policy, Expected.nothing()).verdict());
    Verified expected = verify(QuotePolicy.strict(), Expected.of(field, OTHER, own));
    assertEquals(Verdict.TRUSTED, expected.verdict());
    Verified wrong = verify(QuotePolicy.strict(), Expected.of(field, OTHER));
    assertEquals(Verdict.NOT_TRUSTED, wrong.verdict());
    assertFalse(wrong.isGenuine());
    assertEquals(List.of(field.member()), rules(wrong));
  }

  private static Measurement value(PolicyField field) {
    TdReport report = report();
    return switch (field) {
      case RTMR0 -> report.rtmr(0);
      case RTMR1 -> report.rtmr(1);
      case RTMR2 -> report.rtmr(2);
      case RTMR3 -> report.rtmr(3);
      default -> report.mrTd();
    };
  }

  @Test
  void aValueThatIsAllZeroNamesNobody() {
    Measurement zero = Measurement.of(new byte[48]);
    Evidence unowned =
        Simulated.evidence(
            Scenario.upToDate().withTd(td -> td.with(TdField.MROWNER, zero.toString())));
    VerificationResult result =
        Verifier.builder()
            .trustAnchor(Simulated.anchor(unowned))
            .policy(QuotePolicy.builder().accept(PolicyField.MR_OWNER, zero).build())
            .build()
            .verify(unowned.quote(), Simulated.collateral(unowned), unowned.at());
    assertFalse(result.isTrusted());
    assertEquals(Verdict.GENUINE, result.verdict());
  }

  @Test
  void aPlatformIsNobodysIdentity() {
    QuotePolicy policy =
        QuotePolicy.builder()
            .accept(PolicyField.FMSPC, Simulated.verified(EVIDENCE).platform().pck().fmspc())
            .build();
    assertEquals(List.of("identity"), rules(verify(policy, Expected.nothing())));
    assertThrows(
        IllegalArgumentException.class,
        () -> Expected.of(PolicyField.FMSPC, Measurement.of(new byte[6])));
  }

  @Test
  void whatTheCallExpectsComesBesideThePolicy() {
    QuotePolicy mine = QuotePolicy.builder().accept(PolicyField.MR_TD, OTHER).build();
    byte[] reportData = report().reportData().toByteArray();
    assertEquals(List.of("mrTd"), rules(verify(mine, Expected.reportDataExact(reportData))));
    Verified trusted = verify(QuotePolicy.strict(), Expected.reportDataExact(reportData));
    assertEquals(Verdict.TRUSTED, trusted.verdict());
    assertEquals(List.of("eventLog"), trusted.notChecked());
    reportData[63] ^= 1;
    Verified stale = verify(QuotePolicy.strict(), Expected.reportDataExact(reportData));
    assertEquals(List.of("reportData"), rules(stale));
    assertThrows(IllegalArgumentException.class, () -> Expected.reportDataExact(new byte[32]));
  }

  @Test
  void aNonceOfEachCallFindsThePlatformInTheCache() {
    for (int i = 0; i < 3; i++) {
      strict.verify(QUOTE, COLLATERAL, AT, Expected.of(PolicyField.MR_TD, report().mrTd()));
      strict
          .withPolicy(QuotePolicy.builder().waiveIdentity().build())
          .verify(QUOTE, COLLATERAL, AT);
    }
    assertEquals(5, strict.platformCounters().hits());
    assertEquals(1, strict.platformCounters().entries());
  }

  @Test
  void aVerdictSaysWhatItHoldsUnder() {
    QuotePolicy policy = QuotePolicy.builder().waiveIdentity().build();
    VerificationResult result =
        strict.withPolicy(policy).verify(QUOTE, COLLATERAL, AT.plusNanos(7));
    assertEquals(AT, result.verifiedAt());
    assertEquals(Simulated.anchor(EVIDENCE), result.context().trustAnchor());
    assertFalse(result.context().trustAnchor().isIntel());
    assertSame(policy, result.context().policy());
    assertEquals("1.27", result.context().generation().version());
    assertFalse(result.context().engine().isBlank());
    assertTrue(Verifier.builder().build().trustAnchor().isIntel());
  }

  @Test
  void oneLineNamesVerdictAndQuote() {
    String id = Simulated.verified(EVIDENCE).verifiedQuote().id().toString().substring(0, 8);
    Expected mine = Expected.of(PolicyField.MR_TD, report().mrTd());
    assertEquals(
        "TEST ROOT, TRUSTED TDX v4 UpToDate id " + id + "…",
        strict.verify(QUOTE, COLLATERAL, AT, mine).toString());
    assertEquals(
        "TEST ROOT, GENUINE TDX v4 UpToDate id " + id + "…, not met: identity",
        strict.verify(QUOTE, COLLATERAL, AT).toString());
    QuotePolicy anybody = QuotePolicy.builder().waiveIdentity().build();
    assertEquals(
        "TEST ROOT, GENUINE TDX v4 UpToDate id " + id + "…",
        strict.withPolicy(anybody).verify(QUOTE, COLLATERAL, AT).toString());
    String rejected = Verifier.builder().build().verify(QUOTE, COLLATERAL, AT).toString();
    assertTrue(rejected.startsWith("REJECTED TDX v4 "), rejected);
    assertEquals(
        "TEST ROOT, REJECTED QUOTE_TOO_SHORT",
        strict.verify(new byte[3], COLLATERAL, AT).toString());
    assertEquals(
        "TEST ROOT, UNDECIDED TDX v4 not retryable id " + id + "…",
        strict.verify(QUOTE, AT).toString());
  }

  @Test
  void nobodyOutsideMakesAVerdict() {
    for (Class<?> type : VerificationResult.class.getPermittedSubclasses()) {
      assertTrue(Modifier.isFinal(type.getModifiers()));
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        assertFalse(Modifier.isPublic(constructor.getModifiers()), constructor.toString());
        assertFalse(Modifier.isProtected(constructor.getModifiers()), constructor.toString());
      }
    }
  }

  @Test
  void theReportIsThatOfTheKindOfQuote() {
    assertEquals(Optional.empty(), Simulated.verified(EVIDENCE).enclaveReport());
    Verified sgx = Simulated.verified(Simulated.upToDate(QuoteShape.V3_SGX));
    assertEquals(Optional.empty(), sgx.tdReport());
    EnclaveReport report = sgx.enclaveReport().orElseThrow();
    Evidence evidence = Simulated.upToDate(QuoteShape.V3_SGX);
    VerificationResult trusted =
        Verifier.builder()
            .trustAnchor(Simulated.anchor(evidence))
            .policy(QuotePolicy.builder().accept(PolicyField.MR_SIGNER, report.mrSigner()).build())
            .build()
            .verify(evidence.quote(), Simulated.collateral(evidence), evidence.at());
    assertEquals(Verdict.TRUSTED, trusted.verdict());
  }

  @Test
  void aBadStateIsNotGenuine() {
    Evidence evidence = Simulated.evidence(Outcome.OUT_OF_DATE);
    Verified verified = Simulated.verified(evidence);
    assertFalse(verified.isGenuine());
    assertEquals(Verdict.NOT_TRUSTED, verified.verdict());
  }

  @Test
  void aNullArgumentIsNamed() {
    ByteBuffer quote = ByteBuffer.wrap(QUOTE);
    assertNames("quote", () -> strict.verify((ByteBuffer) null, COLLATERAL, AT));
    assertNames("quote", () -> strict.verify((byte[]) null, COLLATERAL, AT));
    assertNames("quote", () -> strict.verify((byte[]) null));
    assertNames("quote", () -> strict.verifyInPlace(null, COLLATERAL, AT));
    assertNames("quote", () -> strict.report(null, COLLATERAL, AT));
    assertNames("collateral", () -> strict.verify(quote, null, AT));
    assertNames("collateral", () -> strict.verifyInPlace(quote, null, AT));
    assertNames("collateral", () -> strict.report(quote, null, AT));
    assertNames("at", () -> strict.verify(quote, COLLATERAL, null));
    assertNames("at", () -> strict.verifyInPlace(quote, COLLATERAL, null));
    assertNames("at", () -> strict.report(quote, (Instant) null));
    assertNames("expected", () -> strict.verify(quote, COLLATERAL, AT, null));
    assertNames("policy", () -> strict.withPolicy(null));
    assertNames("policy", () -> Verifier.builder().policy(null));
    assertNames("anchor", () -> Verifier.builder().trustAnchor(null));
    assertNames("engine", () -> Verifier.builder().engine(null));
  }

  private static void assertNames(String argument, Executable call) {
    NullPointerException thrown = assertThrows(NullPointerException.class, call);
    assertEquals(argument, thrown.getMessage());
  }

  @Test
  void aListenerHearsOfEveryVerdictAndHowLongItTook() {
    List<String> heard = new ArrayList<>();
    AtomicLong time = new AtomicLong();
    Verifier verifier =
        Simulated.verifier(EVIDENCE)
            .listener(
                (result, nanoseconds) -> heard.add(result.verdict() + " " + nanoseconds),
                () -> time.getAndAdd(40))
            .build();
    verifier.verify(QUOTE, COLLATERAL, AT);
    verifier.verifyInPlace(ByteBuffer.wrap(QUOTE), COLLATERAL, AT);
    verifier.verify(new byte[1], COLLATERAL, AT);
    verifier.withPolicy(QuotePolicy.strict()).verify(QUOTE, AT);
    assertEquals(List.of("GENUINE 40", "GENUINE 40", "REJECTED 40", "UNDECIDED 40"), heard);
  }

  @Test
  void theRootIsGivenOnce() {
    TrustAnchor anchor = Simulated.anchor(EVIDENCE);
    CollateralSource source = new Anchored(anchor);
    Verifier verifier = Verifier.builder().collateralSource(source).build();
    assertEquals(anchor, verifier.trustAnchor());
    assertTrue(verifier.verify(QUOTE, AT).isGenuine());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Verifier.builder()
                .trustAnchor(TrustAnchor.intelSgxRootCa())
                .collateralSource(source)
                .build());
    assertThrows(
        IllegalArgumentException.class,
        () -> Verifier.builder().build().withCollateralSource(source));
  }

  private record Anchored(TrustAnchor anchor) implements CollateralSource {
    @Override
    public Lookup find(CollateralKey key) {
      return new Lookup.Found(COLLATERAL);
    }

    @Override
    public Optional<TrustAnchor> trustAnchor() {
      return Optional.of(anchor);
    }
  }

  @Test
  void theRootsNameIsTheHashOfItsKey() {
    assertEquals(
        "a512ddae5b8a05fd0738d708f29ddccaca53aad8b3698e77194cb05cc0723e89",
        TrustAnchor.intelSgxRootCa().sha256().toString());
    assertEquals(Simulated.anchor(EVIDENCE), Simulated.anchor(EVIDENCE));
  }
}
