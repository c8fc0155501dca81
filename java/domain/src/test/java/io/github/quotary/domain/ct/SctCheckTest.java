package io.github.quotary.domain.ct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.ct.SctCheck.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.Test;

class SctCheckTest {
  private static final Instant NOW = SimulatedLog.NOW;
  private static final SimulatedLog ONE = SimulatedLog.of("one");
  private static final SimulatedLog TWO = SimulatedLog.of("two");
  private static final byte[] ISSUER = SimulatedLog.issuer();

  /** Tag and length of a certificate, before its TBSCertificate. */
  private static final int OUTER_HEADER = 4;

  private static SctCheck.Result check(byte[] leaf, LogList logs) {
    return new SctCheck(logs, EcdsaP256.bouncyCastle()).check(leaf, ISSUER, NOW);
  }

  private static List<Status> states(byte[] leaf, LogList logs) {
    return check(leaf, logs).timestamps().stream().map(SctCheck.Timestamp::status).toList();
  }

  private static LogList usable() {
    return SimulatedLog.logList("usable", ONE, TWO);
  }

  @Test
  void timestampsOfTwoOperatorsAreEnough() {
    SctCheck.Result result = check(SimulatedLog.leaf(NOW, ONE, TWO), usable());
    assertEquals(
        List.of(Status.VALID, Status.VALID),
        result.timestamps().stream().map(SctCheck.Timestamp::status).toList());
    assertTrue(result.isEnough());
    assertFalse(check(SimulatedLog.leaf(NOW, ONE, ONE), usable()).isEnough());
  }

  @Test
  void everyAlterationOfWhatIsSignedFails() throws Exception {
    byte[] leaf = SimulatedLog.leaf(NOW, ONE, TWO);
    int signed = Certificate.getInstance(leaf).getTBSCertificate().getEncoded().length;
    int notFailed = 0;
    for (int i = OUTER_HEADER; i < OUTER_HEADER + signed; i++) {
      byte[] altered = leaf.clone();
      altered[i] ^= 1;
      if (check(altered, usable()).isEnough()) {
        notFailed++;
      }
    }
    assertEquals(0, notFailed);
  }

  @Test
  void anotherIssuerFails() {
    byte[] leaf = SimulatedLog.leaf(NOW, ONE, TWO);
    SctCheck.Result result =
        new SctCheck(usable(), EcdsaP256.bouncyCastle()).check(leaf, leaf, NOW);
    assertEquals(Status.INVALID_SIGNATURE, result.timestamps().get(0).status());
  }

  @Test
  void logsThatAreNotListedOrNotBelievedDoNotCount() {
    byte[] leaf = SimulatedLog.leaf(NOW, ONE, TWO);
    assertEquals(
        List.of(Status.VALID, Status.UNKNOWN_LOG),
        states(leaf, SimulatedLog.logList("usable", ONE)));
    for (String state : List.of("rejected", "pending", "retired")) {
      assertEquals(
          List.of(Status.LOG_NOT_ACCEPTED, Status.UNKNOWN_LOG),
          states(leaf, SimulatedLog.logList(state, ONE)),
          state);
    }
    for (String state : List.of("qualified", "readonly")) {
      assertEquals(
          List.of(Status.VALID, Status.UNKNOWN_LOG),
          states(leaf, SimulatedLog.logList(state, ONE)),
          state);
    }
  }

  @Test
  void whatWasSignedBeforeTheLogWasRetiredCounts() {
    byte[] leaf = SimulatedLog.leaf(Instant.parse("2025-12-31T23:59:59Z"), ONE);
    assertEquals(List.of(Status.VALID), states(leaf, SimulatedLog.logList("retired", ONE)));
  }

  @Test
  void aTimestampFromTheFutureDoesNotCount() {
    byte[] leaf = SimulatedLog.leaf(NOW.plusSeconds(1), ONE);
    assertEquals(List.of(Status.FROM_THE_FUTURE), states(leaf, usable()));
  }

  @Test
  void aCertificateThatExpiresOutsideTheLogsIntervalDoesNotCount() {
    LogList other =
        LogList.fromJson(
            SimulatedLog.list("usable", ONE)
                .replace("2026-07-01", "2026-10-01")
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(Status.OUTSIDE_INTERVAL), states(SimulatedLog.leaf(NOW, ONE), other));
  }

  @Test
  void aCertificateWithoutTimestampsHasNone() {
    SctCheck.Result result = check(ISSUER, usable());
    assertFalse(result.isReadable());
    assertFalse(result.isEnough());
  }

  @Test
  void bytesThatAreNotACertificateHaveNoTimestamps() {
    assertFalse(check(new byte[] {1, 2, 3}, usable()).isReadable());
    assertFalse(check(new byte[0], usable()).isReadable());
  }

  @Test
  void aLogWhoseIdIsNotTheHashOfItsKeyIsRefused() {
    String list =
        SimulatedLog.list("usable", ONE).replaceFirst("log_id\":\"....", "log_id\":\"AAAA");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> LogList.fromJson(list.getBytes(StandardCharsets.UTF_8)));
    assertTrue(e.getMessage().contains("log of one"), e.getMessage());
  }

  @Test
  void aListThatIsNoJsonIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> LogList.fromJson("{\"operators\":[}".getBytes(StandardCharsets.UTF_8)));
    assertTrue(e.getMessage().startsWith("The log list is "), e.getMessage());
  }

  @Test
  void timestampsOfVersionsToComeAreLeftOut() {
    byte[] list = HexFormat.of().parseHex("0006" + "0004" + "01aabbcc");
    assertEquals(
        Optional.of(List.of()), SignedCertificateTimestamp.parseList(ByteBuffer.wrap(list)));
    list[1] = 5;
    assertEquals(Optional.empty(), SignedCertificateTimestamp.parseList(ByteBuffer.wrap(list)));
  }

  @Test
  void aLogWithoutAStateCountsForNothing() {
    String list =
        SimulatedLog.list("usable", ONE)
            .replace("\"state\":{\"usable\":{\"timestamp\":\"2026-01-01T00:00:00Z\"}},", "");
    LogList logs = LogList.fromJson(list.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(Status.LOG_NOT_ACCEPTED), states(SimulatedLog.leaf(NOW, ONE), logs));
  }
}
