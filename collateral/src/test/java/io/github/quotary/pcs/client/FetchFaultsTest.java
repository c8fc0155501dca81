package io.github.quotary.pcs.client;

import static io.github.quotary.pcs.document.Platforms.SEED;
import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.FetchFailure;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import io.github.quotary.simulator.spec.Scenario;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a fetch in the middle is a failure with its reason, and no interrupt is lost. */
class FetchFaultsTest {
  private final FakePcs pcs = FakePcs.seeded(SEED).platform(TDX).start();

  @AfterEach
  void close() {
    pcs.close();
  }

  @Test
  void documentsOfTwoServicesThatMakeNoSetAreRefused() {
    Scenario reissued = TDX.withPki(pki -> pki.withRoot(pki.root().withSerial(BigInteger.TWO)));
    try (FakePcs other = FakePcs.seeded(SEED).platform(reissued).start()) {
      pcs.fault(PcsService.QE_IDENTITY, new PcsFault.Status(404));
      PcsResult<List<TrustedDocument>> result =
          Platforms.client(pcs, other).build().documents(Platforms.key(TDX), TcbUpdate.STANDARD);
      assertTrue(result.value().isEmpty());
      FetchFailure last = result.failures().get(result.failures().size() - 1);
      assertEquals("the set of documents", last.origin());
      assertEquals(FailureKind.UNTRUSTED, last.kind());
    }
  }

  @Test
  void anInterruptedPauseEndsTheFetchAndKeepsTheInterrupt() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(503));
    PcsClient client =
        Platforms.client(pcs)
            .pause(
                pause -> {
                  throw new InterruptedException();
                })
            .build();
    assertInterrupted(client.document(Platforms.tcbInfo(TDX)));
    assertEquals(1, pcs.count(PcsService.TCB_INFO));
  }

  @Test
  void anInterruptedRequestEndsTheFetchAndKeepsTheInterrupt() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Latency(Duration.ofHours(1)));
    PcsClient client = Platforms.client(pcs).retryPolicy(RetryPolicy.none()).build();
    Thread.currentThread().interrupt();
    assertInterrupted(client.document(Platforms.tcbInfo(TDX)));
  }

  private static void assertInterrupted(PcsResult<TrustedDocument> result) {
    assertTrue(Thread.interrupted());
    assertEquals(FailureKind.BUSY, result.failures().get(0).kind(), result.cause());
    assertTrue(result.cause().contains("the fetch was interrupted"), result.cause());
  }

  /** Not a shorter list. */
  @ParameterizedTest
  @ValueSource(
      strings = {"[", "[{\"fmspc\":\"30a06d050000\",\"platform\":\"E5\"},{\"fmspc\"", "[] x"})
  void aBrokenListOfFamiliesIsRefused(String body) {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> FmspcList.parse(body.getBytes(StandardCharsets.US_ASCII)));
    assertEquals(FailureKind.MALFORMED, refusal.kind());
    assertTrue(refusal.detail().startsWith("the body is not valid JSON: "), refusal.detail());
  }
}
