package io.github.quotary.qvl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.qvl.QvlVerdict.Failure;
import io.github.quotary.qvl.StageCalls.CertificationDataAnswer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Intel's low-level QVL through the shim, with a library that answers what it is told. */
class StageVerifierTest {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  private static final Collateral COLLATERAL =
      Collateral.builder()
          .tcbInfo("json".getBytes(US_ASCII))
          .tcbInfoIssuerChain("chain".getBytes(US_ASCII))
          .rootCaCrl(new byte[] {0x30, (byte) 0x81, 1})
          .pckCrl("abc".getBytes(US_ASCII))
          .build();

  private static StageLibrary library;

  @BeforeAll
  static void load() {
    LoadOutcome<StageLibrary> outcome =
        StageLibrary.load(Compiler.quoteVerificationStub("quoteverification").toString());
    library = outcome.library().orElseThrow(() -> new AssertionError(outcome.message()));
  }

  private static StageCalls calls(ByteBuffer quote) {
    return new StageCalls(library, quote, "pck chain", COLLATERAL, AT);
  }

  private static byte[] root(String text) {
    return CollateralArgument.text(text.getBytes(US_ASCII));
  }

  private static int hash(String a, String b, String c) {
    long hash =
        StubQuote.hash(a.getBytes(US_ASCII))
            ^ StubQuote.hash(b.getBytes(US_ASCII))
            ^ StubQuote.hash(c.getBytes(US_ASCII));
    return (int) ((hash ^ AT.getEpochSecond()) & 0x7fffffff);
  }

  @Test
  void passesEveryText() {
    StageCalls calls = calls(StubQuote.answering().buffer());
    assertEquals(
        hash("pck chain", "308101", "abc"), calls.pck(root("hash")).number(), "DER as hex");
    assertEquals(hash("json", "chain", "308101"), calls.tcbInfo(root("hash")).number());
    assertEquals(hash("", "", "308101"), calls.qeIdentity(root("hash")).number());
  }

  @Test
  void returnsStatuses() {
    StageCalls calls = calls(StubQuote.answering().direct());
    for (int status = 0; status <= 90; status++) {
      assertEquals(status, calls.pck(root("" + status)).number());
      assertEquals(status, calls.quote(root("" + status)).status().number());
    }
    assertEquals("SHIM_EXCEPTION", calls.pck(root("throw")).intelName());
    assertEquals("SHIM_EXCEPTION", calls.tcbInfo(root("throw")).returnCode().name());
    assertEquals("SHIM_EXCEPTION", calls.quote(root("throw")).status().intelName());
  }

  @Test
  void readsCertificationDataThatFits() {
    CertificationDataAnswer answer =
        StageCalls.certificationData(library, StubQuote.answering().dataSize(9).buffer());
    assertTrue(answer.status().isOk());
    assertEquals(5, answer.type());
    assertEquals("ccccccccc", answer.data());
    for (int size : new int[] {0, -1, Integer.MAX_VALUE, StubQuote.SIZE + 1}) {
      StubQuote quote = StubQuote.answering().dataSize(size);
      assertEquals(0, StageCalls.certificationData(library, quote.buffer()).type());
    }
    assertEquals(
        "SHIM_EXCEPTION",
        StageCalls.certificationData(library, StubQuote.throwing().buffer()).status().intelName());
  }

  @Test
  void reportsTheFailedStage() {
    StageVerifier verifier = new StageVerifier(library, TrustAnchor.intelSgxRootCa());
    assertEquals(stage("args", null), failure(verifier, ByteBuffer.allocate(1019)));
    assertEquals(
        stage("quote_parse", "STATUS_UNSUPPORTED_QUOTE_FORMAT"),
        failure(verifier, StubQuote.answering().code(37).buffer()));
    assertEquals(
        stage("cert_data_empty", null),
        failure(verifier, StubQuote.answering().dataSize(0).buffer()));
    assertEquals(
        stage("no_root", null), failure(verifier, StubQuote.answering().dataSize(20).buffer()));
  }

  private static Optional<Failure> stage(String id, String status) {
    return Optional.of(new Failure(id, status));
  }

  private static Optional<Failure> failure(StageVerifier verifier, ByteBuffer quote) {
    return verifier.verify(quote, COLLATERAL, AT).failure();
  }

  @Test
  void knowsIntelsStatuses() {
    assertEquals("STATUS_OK", new QvlStatus(0).intelName());
    assertEquals("STATUS_PCK_REVOKED", new QvlStatus(43).intelName());
    assertEquals(
        "STATUS_TCB_TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED", new QvlStatus(88).intelName());
    assertEquals("0x0059", new QvlStatus(89).intelName());
    assertEquals("SGX_QL_TDX_MODULE_MISMATCH", new QvlStatus(85).returnCode().name());
    assertEquals("SGX_QL_ERROR_UNEXPECTED", new QvlStatus(29).returnCode().name());
  }

  @Test
  void writesCertificatesAsText() {
    assertArrayEquals(new byte[] {'a', 0}, CollateralArgument.text(new byte[] {'a'}));
  }
}
