package io.github.quotary.pcs.client;

import static io.github.quotary.pcs.document.Platforms.SEED;
import static io.github.quotary.pcs.document.Platforms.SGX;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.EvaluationDataNumbers;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FmspcEntry;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsDialect;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PcsClientTest {
  private final FakePcs pcs = FakePcs.seeded(SEED).platform(TDX).platform(SGX).start();

  @AfterEach
  void close() {
    pcs.close();
  }

  @Test
  void nothingIsSentWhenTheNetworkIsSwitchedOff() {
    PcsClient client = Platforms.client(pcs).offline(true).build();
    PcsResult<Collateral> result = client.collateral(Platforms.key(TDX), TcbUpdate.STANDARD);
    assertTrue(result.value().isEmpty());
    assertEquals(
        List.of(FailureKind.OFFLINE),
        result.failures().stream().map(failure -> failure.kind()).toList());
    assertTrue(result.cause().endsWith("the network is switched off"), result.cause());
    assertEquals(false, result.isRetryable());
    assertEquals(List.of(), pcs.requests());
  }

  @ParameterizedTest
  @EnumSource(names = {"PCS_V4", "PCCS_V4"})
  void aQuoteIsTrustedWithFetchedCollateral(PcsDialect dialect) {
    try (FakePcs service =
        FakePcs.seeded(SEED).platform(TDX).platform(SGX).dialect(dialect).start()) {
      for (Scenario scenario : List.of(TDX, SGX)) {
        Collateral collateral =
            Platforms.client(service)
                .build()
                .collateral(Platforms.key(scenario), TcbUpdate.STANDARD)
                .value()
                .orElseThrow();
        VerificationResult result =
            Verifier.builder()
                .policy(QuotePolicy.builder().waiveIdentity().build())
                .trustAnchor(Platforms.anchor(service))
                .build()
                .verify(
                    ByteBuffer.wrap(service.evidence(scenario).quote()), collateral, scenario.at());
        assertTrue(result.isTrusted(), result.toString());
      }
    }
  }

  @Test
  void theSignedTextIsHandedOnByteForByte() {
    Collateral collateral =
        Platforms.client(pcs)
            .build()
            .collateral(Platforms.key(TDX), TcbUpdate.STANDARD)
            .value()
            .orElseThrow();
    assertEquals(
        pcs.evidence(TDX).tcbInfoEnvelope(),
        new String(collateral.tcbInfo(), StandardCharsets.UTF_8));
    assertEquals(
        pcs.evidence(TDX).tcbInfoIssuerChain(),
        new String(collateral.tcbInfoIssuerChain(), StandardCharsets.US_ASCII));
  }

  @Test
  void revocationListsOfVersionThreeServeTheDocumentsOfAnother() {
    try (FakePcs old = FakePcs.seeded(SEED).platform(SGX).dialect(PcsDialect.PCCS_V3).start()) {
      pcs.fault(PcsService.PCK_CRL, new PcsFault.Status(404));
      pcs.fault(PcsService.ROOT_CA_CRL, new PcsFault.Status(404));
      PcsClient client =
          Platforms.client(pcs)
              .endpoint(PcsEndpoint.of(old.base().resolve("/sgx/certification/v3/")))
              .build();
      PcsResult<Collateral> result = client.collateral(Platforms.key(SGX), TcbUpdate.STANDARD);
      assertTrue(result.value().isPresent(), result.cause());
      assertEquals(1, old.count(PcsService.PCK_CRL));
    }
  }

  @Test
  void aServiceMayHaveItsRevocationListsInVersionThreeOnly() {
    try (FakePcs old = FakePcs.seeded(SEED).platform(SGX).dialect(PcsDialect.PCCS_V3).start()) {
      PcsResult<TrustedDocument> result =
          Platforms.client(old).build().document(Platforms.pckCrl(SGX));
      assertTrue(result.value().isPresent(), result.cause());
    }
  }

  @Test
  void untrustedTextInMessagesIsPrintable() {
    pcs.publish(
        TDX.withPki(
            pki ->
                pki.withTcbSigning(
                    pki.tcbSigning().withSubject("CN=SGX TCB Signing \u001b[2J\u202e"))));
    pcs.fault(PcsService.TCB_INFO, PcsFault.Content.WRONG_SIGNATURE);
    String cause = Platforms.client(pcs).build().document(Platforms.tcbInfo(TDX)).cause();
    assertTrue(cause.contains(" \\u{1b}[2J\\u{202e}"), cause);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new PcsFault.Status(404), FailureKind.NOT_FOUND),
        Arguments.of(new PcsFault.Status(403), FailureKind.CLIENT_ERROR),
        Arguments.of(new PcsFault.Status(500), FailureKind.SERVER_ERROR),
        Arguments.of(new PcsFault.TooManyRequests(null), FailureKind.RATE_LIMITED),
        Arguments.of(new PcsFault.HugeBody(1 << 20), FailureKind.TOO_LARGE),
        Arguments.of(
            new PcsFault.Redirect(URI.create("http://other.invalid/")),
            FailureKind.REDIRECT_REFUSED),
        Arguments.of(
            new PcsFault.Redirect(URI.create("http://127.0.0.1:1/")), FailureKind.REDIRECT_REFUSED),
        Arguments.of(
            new PcsFault.Redirect(URI.create("file:///etc/passwd")), FailureKind.REDIRECT_REFUSED),
        Arguments.of(
            new PcsFault.Redirect(URI.create("/tdx/certification/v4/tcb")),
            FailureKind.REDIRECT_REFUSED),
        Arguments.of(PcsFault.Plain.TRUNCATED, FailureKind.UNREACHABLE),
        Arguments.of(PcsFault.Plain.HALF_A_DOCUMENT, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Plain.HTML, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Plain.GARBAGE, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Plain.EMPTY, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Plain.CHAIN_HEADER_MISSING, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Plain.CHAIN_HEADER_BROKEN, FailureKind.MALFORMED),
        Arguments.of(PcsFault.Content.WRONG_SIGNATURE, FailureKind.UNTRUSTED),
        Arguments.of(PcsFault.Content.WRONG_KEY, FailureKind.UNTRUSTED),
        Arguments.of(PcsFault.Content.OTHER_SUBJECT, FailureKind.MISMATCH));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void everyFaultOfEveryDocumentHasItsKind(PcsFault fault, FailureKind kind) {
    for (DocumentKey key :
        List.of(Platforms.tcbInfo(TDX), Platforms.qeIdentity(TDX), Platforms.pckCrl(TDX))) {
      PcsService service =
          key instanceof DocumentKey.TcbInfo
              ? PcsService.TCB_INFO
              : key instanceof DocumentKey.PckCrl ? PcsService.PCK_CRL : PcsService.QE_IDENTITY;
      pcs.fault(service, fault);
      PcsResult<TrustedDocument> result =
          Platforms.client(pcs).maxBodyBytes(1 << 18).build().document(key);
      assertTrue(result.value().isEmpty(), key + " was taken");
      assertEquals(kind, result.failures().get(0).kind(), result.cause());
    }
  }

  @Test
  void aMissingResponseTimesOut() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Latency(Duration.ofHours(1)));
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs)
            .timeout(Duration.ofMillis(200))
            .retryPolicy(RetryPolicy.none())
            .build()
            .document(Platforms.tcbInfo(TDX));
    assertEquals(FailureKind.UNREACHABLE, result.failures().get(0).kind());
    assertTrue(result.isRetryable());
  }

  @Test
  void aServiceThatIsNotThereIsUnreachable() {
    PcsResult<TrustedDocument> result =
        PcsClient.builder()
            .endpoint(PcsEndpoint.of(URI.create("http://127.0.0.1:1")))
            .retryPolicy(RetryPolicy.none())
            .build()
            .document(Platforms.tcbInfo(TDX));
    assertEquals(FailureKind.UNREACHABLE, result.failures().get(0).kind(), result.cause());
  }

  @Test
  void aServiceThatCannotBeReachedIsNotWaitedForTwice() {
    PcsClient client =
        PcsClient.builder()
            .clock(Platforms.CLOCK)
            .endpoint(PcsEndpoint.of(URI.create("http://127.0.0.1:1")))
            .retryPolicy(RetryPolicy.none())
            .build();
    client.document(Platforms.tcbInfo(TDX));
    String cause = client.document(Platforms.qeIdentity(TDX)).cause();
    assertTrue(cause.contains("backing off until 2026-06-15T00:00:10Z"), cause);
  }

  @Test
  void aRedirectOnTheSameHostIsFollowed() {
    URI elsewhere = URI.create("/tdx/certification/v4/qe/identity");
    pcs.fault(PcsService.QE_IDENTITY, new PcsFault.Redirect(elsewhere), 1);
    assertTrue(
        Platforms.client(pcs).build().document(Platforms.qeIdentity(TDX)).value().isPresent());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void theNextEndpointIsTriedAndTheFirstFailureReported(PcsFault fault, FailureKind kind) {
    try (FakePcs second = FakePcs.seeded(SEED).platform(TDX).start()) {
      pcs.faultEverywhere(fault);
      PcsResult<Collateral> result =
          Platforms.client(pcs, second)
              .maxBodyBytes(1 << 18)
              .build()
              .collateral(Platforms.key(TDX), TcbUpdate.STANDARD);
      assertTrue(result.value().isPresent(), result.cause());
      assertEquals(kind, result.failures().get(0).kind());
    }
  }

  @Test
  void aCurrentDocumentIsPreferredToAnExpiredOneOfAnEarlierEndpoint() {
    try (FakePcs second = FakePcs.seeded(SEED).platform(TDX).start()) {
      pcs.fault(PcsService.TCB_INFO, PcsFault.Content.EXPIRED);
      PcsClient client = Platforms.client(pcs, second).build();
      TrustedDocument document = client.document(Platforms.tcbInfo(TDX)).value().orElseThrow();
      assertTrue(document.isCurrentAt(TDX.at()));
      assertEquals(second.base().toString(), document.received().origin());
    }
  }

  @Test
  void anExpiredDocumentIsHandedOnWhereThereIsNoOther() {
    pcs.fault(PcsService.TCB_INFO, PcsFault.Content.EXPIRED);
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs).build().document(Platforms.tcbInfo(TDX));
    assertEquals(false, result.value().orElseThrow().isCurrentAt(TDX.at()));
    assertEquals(FailureKind.NOT_CURRENT, result.failures().get(0).kind());
  }

  @Test
  void nothingIsTakenWithoutTheRootsRevocationList() {
    pcs.fault(PcsService.ROOT_CA_CRL, new PcsFault.Status(500));
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs).build().document(Platforms.tcbInfo(TDX));
    assertTrue(result.value().isEmpty());
    assertTrue(result.isRetryable());
    assertTrue(result.cause().contains("root CA CRL"), result.cause());
  }

  @Test
  void aSignerThatTheRootRevokedIsRefused() {
    Scenario revoked =
        TDX.withPki(pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.tcbSigning().serial())));
    pcs.publish(revoked);
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs).build().document(Platforms.tcbInfo(TDX));
    assertTrue(result.cause().contains("is revoked"), result.cause());
  }

  @ParameterizedTest
  @MethodSource
  void revocationListsThatAreRefused(UnaryOperator<PkiSpec> change, FailureKind kind) {
    pcs.publish(TDX.withPki(change));
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs).build().document(Platforms.pckCrl(TDX));
    assertTrue(result.value().isEmpty());
    assertEquals(kind, result.failures().get(0).kind(), result.cause());
  }

  private static Arguments refused(FailureKind kind, UnaryOperator<PkiSpec> change) {
    return Arguments.of(change, kind);
  }

  static Stream<Arguments> revocationListsThatAreRefused() {
    return Stream.of(
        refused(FailureKind.MISMATCH, pki -> pki.withRootCrl(pki.pckCrl())),
        refused(
            FailureKind.MISMATCH,
            pki -> pki.withPckCrl(pki.pckCrl().withIssuer("Intel SGX PCK Processor CA"))),
        refused(
            FailureKind.MALFORMED,
            pki -> pki.withRootCrl(pki.rootCrl().withoutAuthorityKeyIdentifier())),
        refused(
            FailureKind.MALFORMED,
            pki -> pki.withPckCrl(pki.pckCrl().withoutAuthorityKeyIdentifier())),
        refused(
            FailureKind.UNTRUSTED, pki -> pki.withRootCrl(pki.rootCrl().withIssuerKey("another"))),
        refused(
            FailureKind.UNTRUSTED, pki -> pki.withPckCrl(pki.pckCrl().withIssuerKey("another"))),
        refused(
            FailureKind.UNTRUSTED,
            pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.root().serial()))),
        refused(
            FailureKind.UNTRUSTED,
            pki -> pki.withRootCrl(pki.rootCrl().revoking(pki.intermediate().serial()))));
  }

  @Test
  void anotherAnchorTrustsNothingOfThis() {
    PcsResult<TrustedDocument> result =
        Platforms.client(pcs)
            .trustAnchor(TrustAnchor.intelSgxRootCa())
            .build()
            .document(Platforms.tcbInfo(TDX));
    assertEquals(FailureKind.UNTRUSTED, result.failures().get(0).kind());
  }

  @Test
  void dataSetsAreRequestedByName() {
    Scenario early = TDX.withTcbInfo(info -> info.withEvaluationNumber(21));
    Scenario old = TDX.withTcbInfo(info -> info.withEvaluationNumber(18));
    try (FakePcs service =
        FakePcs.seeded(SEED).platform(TDX).otherDataSet(early).otherDataSet(old).start()) {
      PcsClient client = Platforms.client(service).build();
      assertEquals(20, tcbInfo(client, TcbUpdate.STANDARD).facts().number());
      assertEquals(21, tcbInfo(client, TcbUpdate.EARLY).facts().number());
      assertEquals(18, tcbInfo(client, TcbUpdate.evaluationDataNumber(18)).facts().number());
      EvaluationDataNumbers numbers =
          client.evaluationDataNumbers(TeeType.TDX).value().orElseThrow();
      assertEquals(
          List.of(21L, 20L, 18L),
          numbers.entries().stream().map(EvaluationDataNumbers.Entry::number).toList());
    }
  }

  @Test
  void anotherDataSetThanRequestedIsRefused() {
    Scenario other = TDX.withTcbInfo(info -> info.withEvaluationNumber(21));
    try (FakePcs service = FakePcs.seeded(SEED).platform(TDX).otherDataSet(other).start()) {
      service.fault(PcsService.TCB_INFO, PcsFault.Content.OLDER_NUMBER);
      DocumentKey key =
          DocumentKey.of(Platforms.key(TDX), TcbUpdate.evaluationDataNumber(21)).get(0);
      PcsResult<TrustedDocument> result = Platforms.client(service).build().document(key);
      assertEquals(FailureKind.MISMATCH, result.failures().get(0).kind(), result.cause());
    }
  }

  private static TrustedDocument tcbInfo(PcsClient client, TcbUpdate update) {
    return client.document(DocumentKey.of(Platforms.key(TDX), update).get(0)).value().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(
      value = PcsFault.Content.class,
      names = {"WRONG_SIGNATURE", "WRONG_KEY"})
  void unsignedEvaluationDataNumbersAreRefused(PcsFault fault) {
    pcs.fault(PcsService.TCB_EVALUATION_DATA_NUMBERS, fault);
    PcsResult<EvaluationDataNumbers> result =
        Platforms.client(pcs).build().evaluationDataNumbers(TeeType.TDX);
    assertEquals(FailureKind.UNTRUSTED, result.failures().get(0).kind(), result.cause());
  }

  @Test
  void theFamiliesAreListed() {
    assertEquals(
        List.of(new FmspcEntry(Measurement.fromHex("30a06d050000"), "E5")),
        Platforms.client(pcs).build().fmspcs().value().orElseThrow());
  }

  @Test
  void aDocumentThatTheEngineCannotReadIsRefusedThoughSigned() {
    pcs.publish(TDX.withTcbInfo(info -> info.withVersion(4)));
    PcsResult<TrustedDocument> tcbInfo =
        Platforms.client(pcs).build().document(Platforms.tcbInfo(TDX));
    assertEquals(FailureKind.MALFORMED, tcbInfo.failures().get(0).kind(), tcbInfo.cause());
    pcs.publish(TDX.withQeIdentity(identity -> identity.withVersion(3)));
    PcsResult<TrustedDocument> identity =
        Platforms.client(pcs).build().document(Platforms.qeIdentity(TDX));
    assertEquals(FailureKind.MALFORMED, identity.failures().get(0).kind(), identity.cause());
  }

  @Test
  void theRootCaCrlIsFetchedOncePerCall() {
    Platforms.client(pcs).build().collateral(Platforms.key(TDX), TcbUpdate.STANDARD);
    assertEquals(1, pcs.count(PcsService.ROOT_CA_CRL));
    assertArrayEquals(
        new int[] {1, 1, 1},
        new int[] {
          pcs.count(PcsService.TCB_INFO),
          pcs.count(PcsService.QE_IDENTITY),
          pcs.count(PcsService.PCK_CRL)
        });
  }
}
