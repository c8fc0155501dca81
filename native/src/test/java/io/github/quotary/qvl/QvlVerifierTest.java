package io.github.quotary.qvl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import io.github.quotary.supplemental.SupplementalData;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that crosses the border between Java and C, with a library that shows what it got. */
class QvlVerifierTest {
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
  private static final String HEX_CRL = "30".repeat(150);

  private static QvlLibrary library;
  private static QvlVerifier verifier;

  @BeforeAll
  static void load() {
    LoadOutcome<QvlLibrary> outcome =
        QvlLibrary.load(Compiler.quoteVerifyStub("quoteverify").toString());
    library = outcome.library().orElseThrow(() -> new AssertionError(outcome.message()));
    verifier = new QvlVerifier(library);
  }

  private static Collateral.Builder collateral() {
    return Collateral.builder()
        .pckCrlIssuerChain("pck crl chain".getBytes(US_ASCII))
        .rootCaCrl(new byte[] {0x30, 1, 0, 0})
        .pckCrl(HEX_CRL.getBytes(US_ASCII))
        .tcbInfoIssuerChain("tcb chain".getBytes(US_ASCII))
        .tcbInfo("tcb".getBytes(US_ASCII))
        .qeIdentityIssuerChain("qe chain".getBytes(US_ASCII))
        .qeIdentity("qe".getBytes(US_ASCII));
  }

  private static Instant shown(byte[] part) {
    return Instant.ofEpochSecond(StubQuote.hash(part));
  }

  private static byte[] terminated(String text) {
    return (text + "\0").getBytes(US_ASCII);
  }

  @Test
  void passesEveryArgument() {
    StubQuote quote = StubQuote.answering();
    QvlVerdict verdict = verifier.verify(quote.buffer(), collateral().build(), AT);
    SupplementalData data = verdict.supplemental().orElseThrow();
    assertEquals(shown(terminated("pck crl chain")), data.validity().earliestIssue());
    assertEquals(shown(new byte[] {0x30, 1, 0, 0}), data.validity().latestIssue(), "DER as it is");
    assertEquals(shown(terminated(HEX_CRL)), data.validity().earliestExpiration(), "hex as text");
    assertEquals(shown(terminated("tcb chain")), data.tcbLevelDate());
    assertEquals(shown(terminated("tcb")), data.qeIdentity().validity().earliestIssue());
    assertEquals(shown(terminated("qe chain")), data.qeIdentity().validity().latestIssue());
    assertEquals(shown(terminated("qe")), data.qeIdentity().validity().earliestExpiration());
    assertEquals(StubQuote.hash(quote.array()), data.pckCrlNumber().longValue(), "quote");
    assertEquals(3, data.rootCaCrlNumber().intValue(), "collateral version");
    assertEquals(TeeType.TDX, data.teeType());
    assertEquals(AT, data.platformTcbDate());
    assertEquals(List.of("INTEL-SA-00001", "INTEL-SA-00002"), verdict.advisoryIds());
  }

  @Test
  void passesDirectBuffersWithoutCopying() {
    StubQuote quote = StubQuote.answering().expired();
    ByteBuffer direct = quote.direct();
    QvlVerdict verdict = verifier.verify(direct, collateral().build(), AT);
    assertEquals(verifier.verify(quote.buffer(), collateral().build(), AT), verdict);
    assertEquals(verdict, verifier.verify(direct.asReadOnlyBuffer(), collateral().build(), AT));
    assertEquals(10, direct.position());
    assertTrue(verdict.expired());
  }

  @Test
  void passesPemListsAsText() {
    byte[] pem = "-----BEGIN X509 CRL-----\nAA==\n-----END X509 CRL-----\n".getBytes(US_ASCII);
    Collateral statements = collateral().rootCaCrl(pem).build();
    QvlVerdict verdict = verifier.verify(StubQuote.answering().buffer(), statements, AT);
    assertEquals(
        shown(terminated(new String(pem, US_ASCII))),
        verdict.supplemental().orElseThrow().validity().latestIssue());
  }

  @ParameterizedTest
  @CsvSource({
    "0, UP_TO_DATE",
    "0xA001, CONFIGURATION_NEEDED",
    "0xA002, OUT_OF_DATE",
    "0xA003, OUT_OF_DATE_CONFIGURATION_NEEDED",
    "0xA007, SW_HARDENING_NEEDED",
    "0xA008, CONFIGURATION_AND_SW_HARDENING_NEEDED",
    "0xA009, TD_RELAUNCH_ADVISED",
    "0xA00A, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED"
  })
  void mapsEveryResult(String result, TcbStatus status) {
    StubQuote quote = StubQuote.answering().result(Integer.decode(result));
    QvlVerdict verdict = verifier.verify(quote.buffer(), collateral().build(), AT);
    assertEquals(Optional.of(status), verdict.status());
    assertEquals(ReturnCode.SUCCESS, verdict.returnCode());
    assertFalse(verdict.expired());
  }

  @Test
  void hasNoStatusForResultsThatNeverOccurOnSuccess() {
    for (int result : new int[] {0xA000, 0xA004, 0xA005, 0xA006, 0xA00B, -1}) {
      StubQuote quote = StubQuote.answering().result(result);
      QvlVerdict verdict = verifier.verify(quote.buffer(), collateral().build(), AT);
      assertEquals(Optional.empty(), verdict.status());
    }
  }

  @Test
  void returnsEveryReturnCode() {
    for (int code = 0xE001; code <= 0xE0FF; code++) {
      StubQuote quote = StubQuote.answering().code(code);
      QvlVerdict verdict = verifier.verify(quote.buffer(), collateral().build(), AT);
      assertEquals(code, verdict.returnCode().code());
      assertTrue(verdict.status().isEmpty() && verdict.supplemental().isEmpty());
    }
  }

  @Test
  void survivesAnException() {
    QvlVerdict verdict = verifier.verify(StubQuote.throwing().buffer(), collateral().build(), AT);
    assertEquals("SHIM_EXCEPTION", verdict.returnCode().name());
    assertTrue(library.fmspc(StubQuote.throwing().buffer()).isEmpty());
    assertEquals(
        "SHIM_EXCEPTION",
        library.fetchCollateral(StubQuote.throwing().buffer()).returnCode().name());
  }

  @Test
  void survivesHostileSizes() {
    Collateral statements = collateral().build();
    byte[] big = new byte[64 << 20];
    for (ByteBuffer quote :
        List.of(
            ByteBuffer.allocate(0),
            ByteBuffer.allocateDirect(0),
            ByteBuffer.allocate(1),
            ByteBuffer.allocate(1019),
            ByteBuffer.allocateDirect(1019))) {
      assertFalse(verifier.verify(quote, statements, AT).returnCode().isSuccess());
      assertTrue(library.fmspc(quote).isEmpty());
    }
    assertTrue(verifier.verify(ByteBuffer.wrap(big), statements, AT).returnCode().isSuccess());
    ByteBuffer quote = StubQuote.answering().buffer();
    assertTrue(
        verifier.verify(quote, collateral().pckCrl(big).build(), AT).returnCode().isSuccess());
    assertEquals(
        "SGX_QL_ERROR_INVALID_PARAMETER",
        verifier.verify(quote, collateral().tcbInfo(big).build(), AT).returnCode().name(),
        "NUL inside");
    assertTrue(
        verifier.verify(quote, Collateral.builder().build(), AT).returnCode().isSuccess(),
        "empty texts are texts");
    for (Instant at : List.of(Instant.EPOCH, Instant.MIN)) {
      assertFalse(verifier.verify(quote, statements, at).returnCode().isSuccess());
    }
    assertTrue(verifier.verify(quote, statements, Instant.MAX).returnCode().isSuccess());
  }

  /** Intel's QVL 1.26 would end the process. */
  @Test
  void withholdsDeeplyNestedJson() {
    ByteBuffer quote = StubQuote.answering().buffer();
    byte[] deepest = ("[".repeat(256) + "]".repeat(256)).getBytes(US_ASCII);
    byte[] deeper = ("{\"\\\"\":" + "[".repeat(256)).getBytes(US_ASCII);
    byte[] text = ("\"" + "[".repeat(1000) + "\"").getBytes(US_ASCII);
    for (byte[] json : List.of(deepest, text)) {
      assertTrue(verify(quote, collateral().tcbInfo(json)).isSuccess());
    }
    assertEquals("SHIM_NOT_HANDED_OVER", verify(quote, collateral().tcbInfo(deeper)).name());
    assertEquals("SHIM_NOT_HANDED_OVER", verify(quote, collateral().qeIdentity(deeper)).name());
  }

  private static ReturnCode verify(ByteBuffer quote, Collateral.Builder collateral) {
    return verifier.verify(quote, collateral.build(), AT).returnCode();
  }

  @Test
  void returnsFmspcAndCollateral() {
    byte[] fmspc = {1, 2, 3, 4, 5, 6};
    StubQuote quote = StubQuote.answering().fmspc(fmspc);
    assertEquals(Optional.of(Measurement.of(fmspc)), library.fmspc(quote.buffer()));
    assertEquals(Optional.of(Measurement.of(fmspc)), library.fmspc(quote.direct()));
    Collateral fetched = library.fetchCollateral(quote.buffer()).collateral().orElseThrow();
    assertEquals("a", new String(fetched.pckCrlIssuerChain(), US_ASCII));
    assertEquals("eeeee", new String(fetched.tcbInfo(), US_ASCII));
    assertEquals("ggggggg", new String(fetched.qeIdentity(), US_ASCII));
    quote.code(0xE019);
    assertTrue(library.fmspc(quote.buffer()).isEmpty());
    assertEquals(
        "SGX_QL_NETWORK_ERROR", library.fetchCollateral(quote.buffer()).returnCode().name());
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int task = 0; task < 200; task++) {
        int code = task % 3 == 0 ? 0 : 0xE001 + task;
        tasks.add(
            () ->
                verifier
                        .verify(StubQuote.answering().code(code).buffer(), collateral().build(), AT)
                        .returnCode()
                        .code()
                    == code);
        tasks.add(
            () ->
                verifier
                        .verify(StubQuote.throwing().direct(), collateral().build(), AT)
                        .returnCode()
                        .code()
                    == -3);
      }
      for (var answer : pool.invokeAll(tasks)) {
        assertTrue(answer.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
