package io.github.quotary.qvl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.qvl.SampledCrossCheck.Counters;
import io.github.quotary.simulator.fault.Outcome;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampledCrossCheckTest {
  private static final Evidences EVIDENCE = Evidences.of(Outcome.OUT_OF_DATE);

  private static final IntelEngine REFUSING =
      (quote, collateral, at) -> QvlVerdict.rejected(ReturnCode.named("SGX_QL_TCB_REVOKED"), null);

  private static SampledCrossCheck sampled(
      IntelEngine theirs, int every, int queue, SampledCrossCheck.Listener listener) {
    return new SampledCrossCheck(
        new CrossCheck(EVIDENCE.verifier(), theirs), every, queue, listener);
  }

  private static void verify(SampledCrossCheck sampled) {
    assertEquals(
        EVIDENCE.verify(EVIDENCE.at()).isTrusted(),
        sampled.verify(EVIDENCE.quote(), EVIDENCE.collateral(), EVIDENCE.at()).isTrusted());
  }

  private static void finish(SampledCrossCheck sampled) throws InterruptedException {
    assertTrue(sampled.close(1, TimeUnit.MINUTES));
  }

  @Test
  void checksEveryNth() throws InterruptedException {
    IntelEngine same =
        (quote, collateral, at) -> QvlVerdict.of(EVIDENCE.verifier().verify(quote, collateral, at));
    SampledCrossCheck sampled = sampled(same, 3, 100, (quote, differ) -> {});
    for (int i = 0; i < 10; i++) {
      verify(sampled);
    }
    finish(sampled);
    assertEquals(new Counters(10, 3, 0, 0, 0), sampled.counters());
  }

  @Test
  void reportsDisagreementsWithACopyOfTheQuote() throws InterruptedException {
    List<byte[]> quotes = new CopyOnWriteArrayList<>();
    List<Differ> differences = new CopyOnWriteArrayList<>();
    SampledCrossCheck sampled =
        sampled(
            REFUSING,
            1,
            10,
            (quote, differ) -> {
              byte[] bytes = new byte[quote.remaining()];
              quote.get(bytes);
              quotes.add(bytes);
              differences.add(differ);
            });
    ByteBuffer reused = ByteBuffer.allocate(EVIDENCE.quote().remaining());
    reused.put(EVIDENCE.quote().duplicate()).flip();
    sampled.verify(reused, EVIDENCE.collateral(), EVIDENCE.at());
    Arrays.fill(reused.array(), (byte) 0);
    finish(sampled);
    assertArrayEquals(EVIDENCE.quote().array(), quotes.get(0));
    assertEquals("returnCode", differences.get(0).differences().get(0).what());
    assertEquals(1, sampled.counters().differed());
  }

  /**
   * Intel's code hangs in the first sample; the caller goes on, and what has no room is counted.
   */
  @Test
  void dropsSamplesInsteadOfWaiting() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    IntelEngine slow =
        (quote, collateral, at) -> {
          started.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return REFUSING.verify(quote, collateral, at);
        };
    SampledCrossCheck sampled = sampled(slow, 1, 2, (quote, differ) -> {});
    verify(sampled);
    assertTrue(started.await(1, TimeUnit.MINUTES));
    for (int i = 0; i < 5; i++) {
      verify(sampled);
    }
    assertEquals(new Counters(6, 0, 0, 3, 0), sampled.counters());
    release.countDown();
    finish(sampled);
    assertEquals(new Counters(6, 0, 3, 3, 0), sampled.counters());
    verify(sampled);
    assertEquals(4, sampled.counters().dropped(), "after the end");
  }

  @Test
  void continuesAfterAListenerThrows() throws InterruptedException {
    SampledCrossCheck sampled =
        sampled(
            REFUSING,
            1,
            10,
            (quote, differ) -> {
              throw new IllegalStateException("listener");
            });
    verify(sampled);
    verify(sampled);
    finish(sampled);
    assertEquals(new Counters(2, 0, 2, 0, 2), sampled.counters());
  }

  @Test
  void rejectsInvalidRates() {
    assertThrows(
        IllegalArgumentException.class, () -> sampled(REFUSING, 0, 1, (quote, differ) -> {}));
    assertThrows(
        IllegalArgumentException.class, () -> sampled(REFUSING, 1, 0, (quote, differ) -> {}));
  }
}
