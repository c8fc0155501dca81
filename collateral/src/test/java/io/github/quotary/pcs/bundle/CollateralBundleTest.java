package io.github.quotary.pcs.bundle;

import static io.github.quotary.pcs.document.Platforms.SEED;
import static io.github.quotary.pcs.document.Platforms.SGX;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pcs.cache.CachingCollateralSource;
import io.github.quotary.pcs.cache.SourceFixture;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.DocumentStatus;
import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.ReceivedDocument;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollateralBundleTest {
  @TempDir Path directory;

  private final FakePcs pcs = FakePcs.seeded(SEED).platform(TDX).platform(SGX).start();
  private final CollateralBundle bundle = bundle(TDX, SGX);

  @AfterAll
  void close() {
    pcs.close();
  }

  private CollateralBundle bundle(Scenario... scenarios) {
    List<ReceivedDocument> documents = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Platforms.client(pcs)
          .build()
          .documents(Platforms.key(scenario), TcbUpdate.STANDARD)
          .value()
          .orElseThrow()
          .forEach(document -> documents.add(document.received()));
    }
    return CollateralBundle.of(TDX.at(), documents);
  }

  private VerificationResult verify(CollateralSource source, Scenario scenario) {
    return Verifier.builder()
        .policy(QuotePolicy.builder().waiveIdentity().build())
        .trustAnchor(Platforms.anchor(pcs))
        .collateralSource(source)
        .build()
        .verify(ByteBuffer.wrap(pcs.evidence(scenario).quote()), TDX.at());
  }

  private List<DocumentStatus> check(CollateralBundle any, Instant at) {
    return any.check(Platforms.anchor(pcs), EcdsaP256.bouncyCastle(), at);
  }

  /** A folder or a file may have several issues; the newest counts, wherever it stands. */
  @Test
  void ofTwoIssuesOfADocumentTheNewerCounts() {
    Scenario next = TDX.withTcbInfo(info -> info.withEvaluationNumber(99));
    try (FakePcs later = FakePcs.seeded(SEED).platform(next).start()) {
      List<ReceivedDocument> documents = new ArrayList<>(bundle.documents());
      ReceivedDocument newer =
          Platforms.client(later)
              .build()
              .documents(Platforms.key(TDX), TcbUpdate.STANDARD)
              .value()
              .orElseThrow()
              .get(0)
              .received();
      DocumentKey key = newer.key();
      documents.add(newer);
      assertEquals(Optional.of(newer), CollateralBundle.of(TDX.at(), documents).document(key));
      documents.remove(newer);
      documents.add(0, newer);
      assertEquals(Optional.of(newer), CollateralBundle.of(TDX.at(), documents).document(key));
      ReceivedDocument broken =
          new ReceivedDocument(key, new byte[] {'{'}, new byte[0], "broken", TDX.at());
      documents.add(broken);
      assertEquals(Optional.of(newer), CollateralBundle.of(TDX.at(), documents).document(key));
    }
  }

  @Test
  void holdsSharedDocumentsOnce() {
    assertEquals(
        List.of(
            "pckcrl-platform",
            "pckcrl-processor",
            "qe-sgx-standard",
            "qe-tdx-standard",
            "rootcacrl",
            "tcb-sgx-30a06d050000-standard",
            "tcb-tdx-30a06d050000-standard"),
        bundle.documents().stream().map(document -> document.key().id()).toList());
  }

  @Test
  void everyPlatformOfItsFileIsVerified() {
    CollateralBundle read = CollateralBundle.parse(bundle.toJson(), "a file");
    assertTrue(verify(read, TDX).isTrusted());
    assertTrue(verify(read, SGX).isTrusted());
    assertEquals(TDX.at(), read.createdAt());
    assertArrayEquals(bundle.toJson(), read.toJson());
  }

  @Test
  void anotherPlatformIsUndecidedAndMissingDocumentsAreNamed() {
    Lookup.Unavailable none =
        assertInstanceOf(Lookup.Unavailable.class, bundle.find(Platforms.key(Platforms.tdx(9))));
    assertEquals("The bundle has no TCB info (TDX, FMSPC 000000000009, standard)", none.cause());
    assertFalse(none.retryable());
  }

  @Test
  void theExchangedJsonIsReadAndWritten() {
    Evidence evidence = pcs.evidence(TDX);
    byte[] exchanged = evidence.collateralJson().getBytes(StandardCharsets.UTF_8);
    CollateralBundle read = CollateralBundle.parse(exchanged, "a file");
    assertTrue(verify(read, TDX).isTrusted());
    assertEquals(
        evidence.collateralJson(),
        new String(read.toQuoteCollateralJson(Platforms.key(TDX)), StandardCharsets.UTF_8));
  }

  @Test
  void theCommonJsonIsReadByTheEngine() {
    Lookup.Found found = assertInstanceOf(Lookup.Found.class, bundle.find(Platforms.key(TDX)));
    Collateral read = Collateral.fromJson(bundle.toQuoteCollateralJson(Platforms.key(TDX)));
    assertArrayEquals(found.collateral().tcbInfo(), read.tcbInfo());
    assertArrayEquals(found.collateral().tcbInfoIssuerChain(), read.tcbInfoIssuerChain());
  }

  @Test
  void aDirectoryOfResponsesIsWrittenAndRead() throws IOException {
    bundle.writeDirectory(directory);
    CollateralBundle read = CollateralBundle.read(directory);
    assertTrue(verify(read, TDX).isTrusted());
    assertTrue(verify(read, SGX).isTrusted());
    assertEquals(contents(bundle), contents(read));
    assertEquals(TDX.at(), read.createdAt());
    String headers =
        Files.readString(directory.resolve("tcb-tdx-30a06d050000-standard.json.headers"));
    assertTrue(
        headers.startsWith(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Mon, 15 Jun 2026 00:00:00"
                + " GMT\r\nTCB-Info-Issuer-Chain: -----BEGIN%20CERTIFICATE-----%0A"),
        headers);
  }

  @Test
  void aDirectoryMayHaveAnyNamesAndOtherFiles() throws IOException {
    Path written = Files.createDirectory(directory.resolve("written"));
    Path renamed = Files.createDirectory(directory.resolve("renamed"));
    bundle.writeDirectory(written);
    try (Stream<Path> files = Files.list(written)) {
      for (Path file : files.toList()) {
        String name = "x" + file.getFileName().toString().replaceFirst("\\.(json|der)", "");
        Files.copy(file, renamed.resolve(name));
      }
    }
    Files.writeString(renamed.resolve("README"), "nothing of Intel's");
    Files.writeString(renamed.resolve("fmspcs.json"), "[]");
    assertEquals(contents(bundle), contents(CollateralBundle.read(renamed)));
  }

  @Test
  void aResponseWithoutHeadersIsReported() throws IOException {
    bundle.writeDirectory(directory);
    Files.delete(directory.resolve("qe-tdx-standard.json.headers"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CollateralBundle.read(directory));
    assertTrue(refused.getMessage().contains("qe-tdx-standard.json.headers"), refused.getMessage());
  }

  /** Whoever made the directory chose the names of its files. */
  @Test
  void theNamesOfFilesAreEscapedInMessages() throws IOException {
    bundle.writeDirectory(directory);
    Files.delete(directory.resolve("qe-tdx-standard.json.headers"));
    Files.move(
        directory.resolve("qe-tdx-standard.json"), directory.resolve("qe\u001b]0;x\u202e.json"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> CollateralBundle.read(directory));
    assertTrue(
        refused.getMessage().contains("qe\\u{1b}]0;x\\u{202e}.json.headers"), refused.getMessage());
  }

  private static Map<String, String> contents(CollateralBundle any) {
    Map<String, String> contents = new TreeMap<>();
    for (ReceivedDocument document : any.documents()) {
      contents.put(
          document.key().id(),
          new String(document.body(), StandardCharsets.ISO_8859_1)
              + new String(document.issuerChain(), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  @Test
  void everyDocumentPassesTheCheck() {
    for (DocumentStatus status : check(bundle, TDX.at())) {
      assertEquals("", status.detail());
      assertTrue(status.problem().isEmpty());
      assertTrue(status.facts().isPresent());
    }
  }

  @Test
  void theCheckNamesTheDocumentThatWasChanged() {
    String changed =
        new String(bundle.toJson(), StandardCharsets.UTF_8)
            .replaceFirst("\\\\\"isvprodid\\\\\":\\d+", "\\\\\"isvprodid\\\\\":77");
    List<DocumentStatus> bad =
        check(CollateralBundle.parse(changed.getBytes(StandardCharsets.UTF_8), "f"), TDX.at())
            .stream()
            .filter(status -> status.problem().isPresent())
            .toList();
    assertEquals(1, bad.size(), changed);
    assertEquals(FailureKind.UNTRUSTED, bad.get(0).problem().orElseThrow());
    assertTrue(bad.get(0).document().key() instanceof DocumentKey.QeIdentity);
  }

  @Test
  void theCheckReportsExpiredDocuments() {
    Instant later = TDX.tcbInfo().nextUpdate().plus(Duration.ofDays(1));
    for (DocumentStatus status : check(bundle, later)) {
      assertEquals(FailureKind.NOT_CURRENT, status.problem().orElseThrow(), status.toString());
    }
  }

  @Test
  void withoutTheRootsListNothingCanBeChecked() {
    List<ReceivedDocument> rest =
        bundle.documents().stream()
            .filter(document -> !(document.key() instanceof DocumentKey.RootCaCrl))
            .toList();
    for (DocumentStatus status : check(CollateralBundle.of(TDX.at(), rest), TDX.at())) {
      assertEquals(FailureKind.NOT_FOUND, status.problem().orElseThrow());
    }
  }

  @Test
  void documentsThatAreGoodOneByOneMustAlsoMakeASet() {
    Scenario reissued = TDX.withPki(pki -> pki.withRoot(pki.root().withSerial(BigInteger.TWO)));
    try (FakePcs other = FakePcs.seeded(SEED).platform(reissued).start()) {
      List<ReceivedDocument> mixed = new ArrayList<>(bundle(TDX).documents());
      Platforms.client(other)
          .build()
          .document(Platforms.qeIdentity(TDX))
          .value()
          .ifPresent(identity -> mixed.add(identity.received()));
      List<DocumentStatus> bad =
          check(CollateralBundle.of(TDX.at(), mixed), TDX.at()).stream()
              .filter(status -> status.problem().isPresent())
              .toList();
      assertEquals(1, bad.size(), bad.toString());
      assertTrue(bad.get(0).document().key() instanceof DocumentKey.TcbInfo);
      assertEquals(FailureKind.UNTRUSTED, bad.get(0).problem().orElseThrow());
    }
  }

  @Test
  void missingDocumentsAreReported() {
    assertEquals(List.of(), bundle.missing());
    List<ReceivedDocument> tcbInfos =
        bundle.documents().stream()
            .filter(document -> document.key() instanceof DocumentKey.TcbInfo)
            .toList();
    assertEquals(
        List.of("qe-sgx-standard", "rootcacrl", "pckcrl-platform", "qe-tdx-standard"),
        CollateralBundle.of(TDX.at(), tcbInfos).missing().stream().map(DocumentKey::id).toList());
  }

  @Test
  void namesInAFileCannotActOnATerminal() {
    String forged =
        new String(bundle.toJson(), StandardCharsets.UTF_8)
            .replace("\"origin\" : \"http", "\"origin\" : \"\\u001b[2J\\u202ehttp");
    CollateralBundle read =
        CollateralBundle.parse(forged.getBytes(StandardCharsets.UTF_8), "a file");
    String origin = read.documents().get(0).origin();
    assertTrue(origin.startsWith("\\u{1b}[2J\\u{202e}http"), origin);
    CollateralBundle again = CollateralBundle.parse(read.toJson(), "a file");
    assertEquals(origin, again.documents().get(0).origin(), "written and read once more");
  }

  @Test
  void aSourceMayBeginWithABundle() {
    try (SourceFixture fixture = new SourceFixture(TDX)) {
      fixture.pcs.faultEverywhere(new PcsFault.Status(500));
      CachingCollateralSource source = fixture.builder().bundle(bundle).build();
      assertTrue(fixture.verify(source, TDX).isTrusted());
      assertEquals(List.of(), fixture.pcs.requests());
    }
  }

  @Test
  void theNewestDataSetServesWhereThereIsNoStandardOne() {
    List<ReceivedDocument> documents = new ArrayList<>(dataSet(9));
    documents.addAll(dataSet(10));
    Lookup found = CollateralBundle.of(TDX.at(), documents).find(Platforms.key(TDX));
    String tcbInfo =
        new String(
            assertInstanceOf(Lookup.Found.class, found).collateral().tcbInfo(),
            StandardCharsets.UTF_8);
    assertTrue(tcbInfo.contains("\"tcbEvaluationDataNumber\":10"), tcbInfo);
  }

  private List<ReceivedDocument> dataSet(long number) {
    Scenario scenario =
        TDX.withTcbInfo(info -> info.withEvaluationNumber(number))
            .withQeIdentity(identity -> identity.withEvaluationNumber(number));
    try (FakePcs service = FakePcs.seeded(SEED).platform(scenario).start()) {
      return Platforms.client(service)
          .build()
          .documents(Platforms.key(TDX), TcbUpdate.evaluationDataNumber(number))
          .value()
          .orElseThrow()
          .stream()
          .map(TrustedDocument::received)
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"quotaryBundle\":2,\"createdAt\":\"2026-01-01T00:00:00Z\",\"documents\":[]}",
        "{\"quotaryBundle\":1,\"documents\":[]}",
        "{\"quotaryBundle\":1,\"createdAt\":\"yesterday\",\"documents\":[]}",
        "{\"quotaryBundle\":1,\"createdAt\":\"2026-01-01T00:00:00Z\",\"documents\":[{}]}",
        "{\"quotaryBundle\":1,\"createdAt\":\"2026-01-01T00:00:00Z\",\"documents\":[{\"key\":\"x\"",
        "{\"pck_crl\":\"00\"}",
      })
  void anInvalidBundleIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalArgumentException.class, () -> CollateralBundle.parse(bytes, "a file"));
  }
}
