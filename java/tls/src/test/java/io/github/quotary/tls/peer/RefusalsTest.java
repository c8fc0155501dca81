package io.github.quotary.tls.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.tls.laboratory.SimulatedTd;
import io.github.quotary.tls.laboratory.TestCertificate;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import io.github.quotary.verify.VerificationResult.Verified;
import io.github.quotary.verify.Verifier;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trust manager refuses, and what it says then. */
class RefusalsTest {
  private static final String GRAMINE = "1.2.840.113741.1337.6";
  private static final SimulatedTd TD = SimulatedTd.sound();
  private static final Verifier VERIFIER = TD.verifier();

  private static AttestedTrustManager trust(Verifier verifier, Instant at) {
    return AttestedTrustManager.builder(verifier).clock(Clock.fixed(at, ZoneOffset.UTC)).build();
  }

  private static X509Certificate certificate(SimulatedTd td) {
    TestCertificate certificate = TestCertificate.create();
    return certificate.with(GRAMINE, td.bytes(certificate.gramineReportData())).certificate();
  }

  private static AttestedCertificateException refused(
      AttestedTrustManager trust, X509Certificate... chain) {
    AttestedCertificateException refused =
        assertThrows(
            AttestedCertificateException.class,
            () -> trust.checkServerTrusted(chain, "ECDHE_ECDSA"));
    assertEquals(0, trust.cachedVerdicts());
    return refused;
  }

  private static AttestedCertificateException refused(Verifier verifier, SimulatedTd td) {
    return refused(trust(verifier, SimulatedTd.AT), certificate(td));
  }

  private static Reason reason(AttestedCertificateException refused) {
    return refused.fault().orElseThrow().reason();
  }

  private static void assertSays(AttestedCertificateException refused, String... parts) {
    for (String part : parts) {
      assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }
  }

  @Test
  void acceptsASoundTd() throws CertificateException {
    AttestedTrustManager trust = trust(VERIFIER, SimulatedTd.AT);
    X509Certificate[] chain = {certificate(TD)};
    trust.checkServerTrusted(chain, "ECDHE_ECDSA");
    trust.checkClientTrusted(chain, "UNKNOWN");
    trust.checkServerTrusted(chain, "ECDHE_ECDSA", (SSLEngine) null);
    assertEquals(1, trust.cachedVerdicts());
    assertEquals(0, trust.getAcceptedIssuers().length);
  }

  @Test
  void refusesATamperedQuoteInIntelsWords() {
    TestCertificate certificate = TestCertificate.create();
    byte[] quote = TD.bytes(certificate.gramineReportData());
    // In RTMR0.
    quote[48 + 328] ^= 1;
    AttestedCertificateException refused =
        refused(trust(VERIFIER, SimulatedTd.AT), certificate.with(GRAMINE, quote).certificate());
    assertEquals(Reason.REJECTED, reason(refused));
    assertTrue(refused.result().orElseThrow() instanceof Rejected);
    assertSays(refused, "the peer's certificate (SHA-256 ", "STATUS_INVALID_QUOTE_SIGNATURE");
  }

  @Test
  void refusesAQuoteUnderAnotherRoot() {
    AttestedCertificateException refused =
        refused(
            Verifier.builder()
                .policy(TD.policy())
                .collateralSource(CollateralSource.of(TD.collateral()))
                .build(),
            TD);
    assertEquals(Reason.REJECTED, reason(refused));
  }

  @Test
  void refusesADebugTd() {
    SimulatedTd debug = SimulatedTd.with(TdField.TDATTRIBUTES, "0100001000000000");
    AttestedCertificateException refused = refused(VERIFIER, debug);
    assertEquals(Reason.POLICY, reason(refused));
    assertSays(refused, "UpToDate", "DEBUG must be 0");
    assertTrue(refused.result().orElseThrow() instanceof Verified);
  }

  @Test
  void refusesAnotherTd() {
    AttestedCertificateException refused =
        refused(VERIFIER, SimulatedTd.with(TdField.MRTD, "ab".repeat(48)));
    assertEquals(Reason.POLICY, reason(refused));
    assertSays(refused, "mrTd is abab", "expected " + TD.mrTd());
  }

  @Test
  void refusesExpiredCollateral() {
    Instant late = Instant.parse("2026-07-02T00:00:00Z");
    TestCertificate certificate = TestCertificate.create().valid(SimulatedTd.AT, late);
    AttestedCertificateException refused =
        refused(
            trust(VERIFIER, late),
            certificate.with(GRAMINE, TD.bytes(certificate.gramineReportData())).certificate());
    assertEquals(Reason.POLICY, reason(refused));
    assertSays(refused, "expired", "fetch collateral anew");
  }

  @Test
  void saysThatAMissingVerdictIsNoVerdict() {
    Verifier verifier =
        TD.verifierBuilder()
            .collateralSource(
                key -> new CollateralSource.Lookup.Unavailable("the service is away", true))
            .build();
    AttestedCertificateException refused = refused(verifier, TD);
    assertEquals(Reason.UNDECIDED, reason(refused));
    assertTrue(refused.result().orElseThrow() instanceof Undecided);
    assertTrue(refused.fault().orElseThrow().retryable());
    assertSays(refused, "could not be decided", "the service is away", "try again");
  }

  @Test
  void refusesACertificateOutsideItsDates() {
    TestCertificate certificate =
        TestCertificate.create()
            .valid(SimulatedTd.AT.minusSeconds(20), SimulatedTd.AT.minusSeconds(10));
    AttestedCertificateException refused =
        refused(
            trust(VERIFIER, SimulatedTd.AT),
            certificate.with(GRAMINE, TD.bytes(certificate.gramineReportData())).certificate());
    assertEquals(Reason.DATES, reason(refused));
    assertEquals(Optional.empty(), refused.result());
  }

  @Test
  void refusesACertificateForAnotherRole() throws CertificateException {
    TestCertificate certificate = TestCertificate.create().purpose(KeyPurposeId.id_kp_clientAuth);
    X509Certificate client =
        certificate.with(GRAMINE, TD.bytes(certificate.gramineReportData())).certificate();
    AttestedTrustManager trust = trust(VERIFIER, SimulatedTd.AT);
    AttestedCertificateException refused = refused(trust, client);
    assertEquals(Reason.USAGE, reason(refused));
    trust.checkClientTrusted(new X509Certificate[] {client}, "UNKNOWN");
    assertEquals(1, trust.cachedVerdicts());
  }

  /** Some parsers throw; others act as if the extension were absent. */
  @ParameterizedTest
  @CsvSource({
    "2.5.29.37, SUN, its extended key usage cannot be read",
    "2.5.29.37, BC, its extended key usage cannot be read",
    "2.5.29.15, SUN, its key usage cannot be read"
  })
  void refusesAUsageThatCannotBeRead(String oid, String parser, String problem) {
    TestCertificate unread =
        TestCertificate.create()
            .with(oid, new byte[] {0x30, 0x7f, 0x06})
            .with(GRAMINE, TD.bytes(TestCertificate.create().gramineReportData()));
    X509Certificate certificate =
        parser.equals("BC")
            ? TestCertificate.parseByBouncyCastle(unread.der())
            : unread.certificate();
    AttestedCertificateException refused = refused(trust(VERIFIER, SimulatedTd.AT), certificate);
    assertEquals(Reason.USAGE, reason(refused));
    assertSays(refused, problem);
  }

  @Test
  void refusesWhatIsTooLargeUnread() {
    X509Certificate certificate = certificate(TD);
    PeerLimits standard = PeerLimits.standard();
    for (PeerLimits limits :
        List.of(standard.withCertificateBytes(4000), standard.withChainLength(1))) {
      AttestedTrustManager trust =
          AttestedTrustManager.builder(VERIFIER)
              .limits(limits)
              .clock(Clock.fixed(SimulatedTd.AT, ZoneOffset.UTC))
              .build();
      assertEquals(Reason.TOO_LARGE, reason(refused(trust, certificate, certificate)));
    }
  }

  @Test
  void refusesAnEmptyChain() {
    AttestedTrustManager trust = trust(VERIFIER, SimulatedTd.AT);
    assertEquals(Reason.NO_CERTIFICATE, reason(refused(trust)));
    AttestedCertificateException refused =
        assertThrows(
            AttestedCertificateException.class, () -> trust.checkClientTrusted(null, null));
    assertEquals(Reason.NO_CERTIFICATE, reason(refused));
  }

  @Test
  void isNotBuiltWhereNobodyIsExpected() {
    Verifier nobody = TD.verifierBuilder().policy(QuotePolicy.strict()).build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> AttestedTrustManager.builder(nobody).build());
    assertTrue(String.valueOf(refused.getMessage()).contains("state a measurement"));
  }

  @Test
  void isFoundAmongCauses() {
    AttestedCertificateException refused =
        refused(VERIFIER, SimulatedTd.with(TdField.MRTD, "ab".repeat(48)));
    Exception wrapped = new IOException(new IllegalStateException(refused));
    assertEquals(Optional.of(refused), AttestedCertificateException.in(wrapped));
    assertEquals(Optional.empty(), AttestedCertificateException.in(new IllegalStateException()));
    assertTrue(refused.result().isPresent());
  }
}
