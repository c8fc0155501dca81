package io.github.quotary.domain.ct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

class CtReconciliationTest {
  private static final Instant NOW = Instant.parse("2026-06-15T00:00:00Z");
  private static final Measurement OURS = Measurement.of(new byte[32]);
  private static final Measurement THEIRS =
      Measurement.of(SimulatedLog.sha256("theirs".getBytes(StandardCharsets.UTF_8)));

  /** Attested, and seen. */
  private static final Issued SEEN = Issued.by("CN=issuer,C=US", BigInteger.ONE);

  private static LoggedCertificate certificate(
      long serial, String name, Instant notAfter, Optional<Measurement> key) {
    return issuedBy("C=US, CN=issuer", serial, name, notAfter, key);
  }

  private static LoggedCertificate issuedBy(
      String issuer, long serial, String name, Instant notAfter, Optional<Measurement> key) {
    BigInteger number = BigInteger.valueOf(serial);
    return new LoggedCertificate(
        issuer,
        number,
        Issued.by(issuer, number),
        List.of(name),
        NOW.minusSeconds(60),
        notAfter,
        key);
  }

  private static CtReconciliation reconcile(String host, LoggedCertificate... certificates) {
    return CtReconciliation.of(
        List.of(certificates), List.of(host), Set.of(OURS), Set.of(SEEN), NOW);
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
  void metadataAloneIsWhatWasSeenOrUnknown() {
    CtReconciliation result =
        reconcile(
            "www.example.org",
            certificate(1, "www.example.org", NOW.plusSeconds(1), Optional.empty()),
            certificate(2, "www.example.org", NOW.plusSeconds(1), Optional.empty()));
    assertEquals(1, result.with(KeyState.ATTESTED).size());
    assertEquals(BigInteger.TWO, result.with(KeyState.UNKNOWN).get(0).serial());
  }

  /** Issuers number their certificates each on its own. */
  @Test
  void aSerialOfOursFromAnotherIssuerIsNotOurs() {
    Instant end = NOW.plusSeconds(1);
    CtReconciliation result =
        reconcile(
            "www.example.org",
            issuedBy("C=US, CN=other", 1, "www.example.org", end, Optional.empty()));
    assertEquals(List.of(), result.with(KeyState.ATTESTED));
    assertEquals(1, result.with(KeyState.UNKNOWN).size());
  }

  /** Neither is lost behind the other, and neither counts twice. */
  @Test
  void rowsOfTwoIssuersWithOneSerialAreTwo() {
    Instant end = NOW.plusSeconds(1);
    CtReconciliation result =
        reconcile(
            "www.example.org",
            issuedBy("C=US, CN=other", 2, "www.example.org", end, Optional.empty()),
            certificate(2, "www.example.org", end, Optional.of(OURS)),
            issuedBy("C=US, CN=other", 2, "www.example.org", end, Optional.empty()),
            issuedBy("c=US,  cn=\"Issuer\"", 2, "www.example.org", end, Optional.empty()));
    assertEquals(2, result.findings().size());
    assertEquals(1, result.with(KeyState.ATTESTED).size());
    assertEquals("C=US, CN=other", result.with(KeyState.UNKNOWN).get(0).issuer());
  }

  @Test
  void anIssuersNameIsTheSameWhoeverWritesIt() {
    assertEquals(
        Issued.by("C=US, O=\"Let's, Encrypt\", CN=R3", BigInteger.TEN),
        Issued.by("CN=R3,O=Let's\\, Encrypt,C=US", BigInteger.TEN));
    assertNotEquals(
        Issued.by("C=US, O=Let's Encrypt, CN=R3", BigInteger.TEN),
        Issued.by("C=US, O=Let's Encrypt, CN=R4", BigInteger.TEN));
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

  /** Parts of it are read later than others. */
  @Test
  void aCertificateOfWhichAnyByteWasChangedIsReadOrIsNot() {
    byte[] der = SimulatedLog.leaf(NOW, SimulatedLog.of("one"));
    int read = 0;
    for (int i = 0; i < der.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] changed = der.clone();
        changed[i] ^= (byte) (1 << bit);
        read += LoggedCertificate.of(changed).isPresent() ? 1 : 0;
        Precertificate.of(changed, der);
        Precertificate.of(der, changed);
      }
    }
    assertTrue(read > der.length, read + " were read");
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
