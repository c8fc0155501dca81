package io.github.quotary.domain.ct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.ct.CtReconciliation.KeyState;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CtReconciliationTest {
  private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
  private static final Measurement OURS = Measurement.of(new byte[32]);
  private static final Measurement THEIRS =
      Measurement.of(SimulatedLog.sha256("theirs".getBytes(StandardCharsets.UTF_8)));

  private static LoggedCertificate certificate(
      long serial, String name, Instant notAfter, Optional<Measurement> key) {
    return new LoggedCertificate(
        "issuer", BigInteger.valueOf(serial), List.of(name), NOW.minusSeconds(60), notAfter, key);
  }

  private static CtReconciliation reconcile(String host, LoggedCertificate... certificates) {
    return CtReconciliation.of(
        new CtAnswer(List.of(certificates), Optional.empty()),
        List.of(host),
        Set.of(OURS),
        Set.of(BigInteger.ONE),
        NOW);
  }

  @Test
  void anUnattestedKeyIsFound() {
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(1, "www.example.org", NOW.plusSeconds(1), Optional.of(OURS)),
            certificate(2, "www.example.org", NOW.plusSeconds(1), Optional.of(THEIRS)));
    assertEquals(1, result.with(KeyState.ATTESTED).size());
    assertEquals(BigInteger.TWO, result.with(KeyState.UNATTESTED).get(0).serial());
  }

  @Test
  void aSerialOfOursWithAnotherKeyIsNotOurs() {
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(1, "www.example.org", NOW.plusSeconds(1), Optional.of(THEIRS)));
    assertEquals(1, result.with(KeyState.UNATTESTED).size());
  }

  @Test
  void metadataAloneIsKnownByItsSerialOnly() {
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(1, "www.example.org", NOW.plusSeconds(1), Optional.empty()),
            certificate(2, "www.example.org", NOW.plusSeconds(1), Optional.empty()));
    assertEquals(1, result.with(KeyState.ATTESTED).size());
    assertEquals(BigInteger.TWO, result.with(KeyState.UNKNOWN).get(0).serial());
  }

  @Test
  void precertificateCertificateAndMetadataAreOne() {
    Instant end = NOW.plusSeconds(1);
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(2, "www.example.org", end, Optional.empty()),
            certificate(2, "www.example.org", end, Optional.of(OURS)),
            certificate(2, "www.example.org", end, Optional.of(OURS)));
    assertEquals(1, result.findings().size());
    assertEquals(1, result.with(KeyState.ATTESTED).size());
  }

  @Test
  void twoKeysUnderOneSerialAreTwo() {
    Instant end = NOW.plusSeconds(1);
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(1, "www.example.org", end, Optional.of(OURS)),
            certificate(1, "www.example.org", end, Optional.of(THEIRS)));
    assertEquals(1, result.with(KeyState.UNATTESTED).size());
  }

  @Test
  void whatHasExpiredDoesNotCount() {
    assertEquals(
        List.of(),
        reconcile(
                "www.example.org",
                certificate(2, "www.example.org", NOW.minusSeconds(1), Optional.of(THEIRS)))
            .findings());
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.org, www.example.org, 1",
    "www.example.org, *.example.org, 1",
    "www.example.org, example.org, 0",
    "www.example.org, *.org, 0",
    "www.example.org, *.www.example.org, 0",
    "*.example.org, foo.example.org, 1",
    "*.example.org, *.example.org, 1",
    "*.example.org, a.foo.example.org, 1",
    "*.example.org, example.org, 1",
    "*.example.org, *.org, 1",
    "*.example.org, other.org, 0",
    "*.example.org, xexample.org, 0",
    "www.example.org, xwww.example.org, 0"
  })
  void aNameCountsIfClientsWouldTakeIt(String host, String name, int findings) {
    assertEquals(
        findings,
        reconcile(host, certificate(2, name, NOW.plusSeconds(1), Optional.of(THEIRS)))
            .findings()
            .size());
  }

  @Test
  void anAnswerOfCrtShIsRead() {
    CtAnswer answer =
        CrtSh.parse(
            """
            [{"issuer_ca_id":295810,"issuer_name":"C=US, O=x","common_name":"www.example.org",
              "name_value":"www.example.org\\n*.Example.org","id":1,"serial_number":"00ff",
              "not_before":"2026-06-01T00:00:00","not_after":"2026-08-30T00:00:00"}]
            """
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), answer.gap());
    LoggedCertificate found = answer.certificates().get(0);
    assertEquals(BigInteger.valueOf(255), found.serial());
    assertEquals(List.of("www.example.org", "*.example.org"), found.names());
    assertEquals(Instant.parse("2026-08-30T00:00:00Z"), found.notAfter());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>503</html>",
        "",
        "{}",
        "[]<html>",
        "[{}]",
        "[{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"xyz\"}]",
        "[{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"1\",\"not_before\":\"now\"}]"
      })
  void whatIsNoWholeAnswerLeavesAGap(String text) {
    CtAnswer answer = CrtSh.parse(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(answer.gap().isPresent());
    assertEquals(List.of(), answer.certificates());
  }

  @Test
  void anAnswerAtTheRowLimitMayHaveBeenCut() {
    String row =
        "{\"issuer_ca_id\":1,\"name_value\":\"a\",\"serial_number\":\"1\","
            + "\"not_before\":\"2026-06-01T00:00:00\",\"not_after\":\"2026-08-30T00:00:00\"}";
    String rows = "[" + (row + ",").repeat(9_999) + row + "]";
    CtAnswer answer = CrtSh.parse(rows.getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.of("the answer has 10000 rows and may be truncated"), answer.gap());
  }

  @Test
  void aCertificateIsKnownByItsKey() {
    LoggedCertificate leaf =
        LoggedCertificate.of(SimulatedLog.leaf(NOW, SimulatedLog.of("one"))).orElseThrow();
    assertEquals(List.of("www.example.org"), leaf.names());
    assertEquals(
        Optional.of(
            Measurement.of(SimulatedLog.sha256(SimulatedLog.LEAF.getPublic().getEncoded()))),
        leaf.keyHash());
    assertEquals(Optional.empty(), LoggedCertificate.of(new byte[] {0x30, 0}));
  }
}
