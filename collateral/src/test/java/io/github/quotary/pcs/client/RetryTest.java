package io.github.quotary.pcs.client;

import static io.github.quotary.pcs.document.Platforms.TDX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Platforms;
import io.github.quotary.pcs.document.TrustedDocument;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.pcs.PcsFault;
import io.github.quotary.simulator.pcs.PcsService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private final FakePcs pcs = FakePcs.seeded(Platforms.SEED).platform(TDX).start();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    pcs.close();
  }

  private PcsClient client(RetryPolicy policy) {
    return Platforms.client(pcs).retryPolicy(policy).pause(pauses::add).build();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerErrorIsRetried(int status) {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(status), 2);
    assertTrue(client(Platforms.AT_ONCE).document(Platforms.tcbInfo(TDX)).value().isPresent());
    assertEquals(3, pcs.count(PcsService.TCB_INFO));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410})
  void aPermanentStatusIsNotRetried(int status) {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(status));
    PcsResult<TrustedDocument> result = client(Platforms.AT_ONCE).document(Platforms.tcbInfo(TDX));
    assertEquals(1, pcs.count(PcsService.TCB_INFO));
    assertEquals(List.of(), pauses);
    assertEquals(false, result.isRetryable());
  }

  @Test
  void aTruncatedResponseIsRetried() {
    pcs.fault(PcsService.TCB_INFO, PcsFault.Plain.TRUNCATED, 2);
    assertTrue(client(Platforms.AT_ONCE).document(Platforms.tcbInfo(TDX)).value().isPresent());
    assertEquals(3, pcs.count(PcsService.TCB_INFO));
  }

  @Test
  void attemptsAreLimited() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(500));
    PcsResult<TrustedDocument> result = client(Platforms.AT_ONCE).document(Platforms.tcbInfo(TDX));
    assertEquals(3, pcs.count(PcsService.TCB_INFO));
    assertEquals(FailureKind.SERVER_ERROR, result.failures().get(0).kind());
    assertTrue(result.isRetryable());
  }

  @Test
  void retryAfterIsHonoured() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.TooManyRequests("4"), 1);
    assertTrue(client(Platforms.AT_ONCE).document(Platforms.tcbInfo(TDX)).value().isPresent());
    assertEquals(List.of(Duration.ofSeconds(4)), pauses);
  }

  @Test
  void aLongRetryAfterBacksOffWithoutWaiting() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.TooManyRequests("3600"), 1);
    PcsClient client = client(Platforms.AT_ONCE);
    PcsResult<TrustedDocument> limited = client.document(Platforms.tcbInfo(TDX));
    assertEquals(FailureKind.RATE_LIMITED, limited.failures().get(0).kind());
    assertTrue(limited.isRetryable());
    assertEquals(List.of(), pauses);

    PcsResult<TrustedDocument> backingOff = client.document(Platforms.qeIdentity(TDX));
    assertTrue(backingOff.cause().contains("backing off until"), backingOff.cause());
    assertEquals(1, pcs.requests().size());
  }

  @Test
  void pausesDoubleUpToABoundWithJitter() {
    pcs.fault(PcsService.TCB_INFO, new PcsFault.Status(503));
    client(new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(300), Duration.ZERO))
        .document(Platforms.tcbInfo(TDX));
    assertEquals(4, pauses.size());
    long[] bounds = {100, 200, 300, 300};
    for (int i = 0; i < bounds.length; i++) {
      long pause = pauses.get(i).toMillis();
      assertTrue(pause >= bounds[i] / 2 && pause <= bounds[i], "pause " + i + ": " + pause);
    }
  }

  @Test
  void retryAfterMayBeADate() {
    Instant now = Instant.parse("2026-06-15T00:00:00Z");
    assertEquals(
        Optional.of(Duration.ofSeconds(90)),
        RetryAfter.parse("Mon, 15 Jun 2026 00:01:30 GMT", now));
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Sun, 14 Jun 2026 00:00:00 GMT", now));
    assertEquals(Optional.of(Duration.ofDays(1)), RetryAfter.parse("999999999999", now));
    assertEquals(Optional.empty(), RetryAfter.parse("soon", now));
    assertEquals(Optional.empty(), RetryAfter.parse("-5", now));
  }
}
