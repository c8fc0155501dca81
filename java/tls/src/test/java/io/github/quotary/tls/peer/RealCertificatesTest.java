package io.github.quotary.tls.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.tls.laboratory.TestCertificate;
import io.github.quotary.tls.peer.PeerFault.Reason;
import io.github.quotary.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certificates that other implementations made for their interoperability tests:
 * github.com/CCC-Attestation/interoperable-ra-tls, folder {@code interoperability-tests}. They are
 * of SGX enclaves. Skipped unless {@code quotary.interop} names a folder that has them.
 */
class RealCertificatesTest {
  private static final String FOLDER = "quotary.interop";

  @ParameterizedTest
  @CsvSource({
    "gramine-cert.pem, 2023-01-01T00:00:00Z",
    "intel-sgxsdk-cert.pem, 2023-01-01T00:00:00Z",
    "rats-tls-cert.pem, 2023-02-22T16:30:00Z"
  })
  void theirEvidenceIsReadAndBindsTheirKey(String name, Instant at) throws Exception {
    Path file = Path.of(System.getProperty(FOLDER, "/absent")).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "-D" + FOLDER + "=FOLDER has to name a folder with " + name);
    X509Certificate certificate = TestCertificate.parse(Files.readAllBytes(file));

    Recognition.Parts parts =
        (Recognition.Parts) CertificateEvidence.read(certificate.getEncoded()).orElseThrow();
    Part.QuotePart quote = (Part.QuotePart) parts.parts().get(0);
    assertTrue(CertificateEvidence.bindsKey(quote.bindings()), quote.bindings().toString());

    // Intel's root, and no collateral: what is left is to say so.
    Verifier verifier =
        Verifier.builder().policy(QuotePolicy.builder().waiveIdentity().build()).build();
    PeerVerdict verdict =
        new PeerJudge(verifier, Clock.fixed(at, ZoneOffset.UTC), PeerLimits.standard())
            .judge(new X509Certificate[] {certificate}, null);
    assertEquals(Reason.UNDECIDED, verdict.fault().orElseThrow().reason(), verdict.toString());
  }
}
