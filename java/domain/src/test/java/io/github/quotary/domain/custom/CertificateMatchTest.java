package io.github.quotary.domain.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebAuthority;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateMatchTest {
  private static final LeafCertificate SERVED =
      LeafCertificate.read(
              RawBytes.of(
                  WebAuthority.seeded(3)
                      .issue(CertificatePlan.of("k", "app.example.com"))
                      .chain()
                      .get(0)))
          .found()
          .orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "-----BEGIN CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"
      })
  void aFileThatCannotBeReadMatchesNothingAndSaysWhy(String file) {
    CertificateMatch match = CertificateMatch.of("cert.pem", RawBytes.ofUtf8(file), SERVED);
    assertEquals(CertificateMatch.Kind.MISMATCH, match.kind());
    assertTrue(match.line().startsWith("cert.pem: MISMATCH, "), match.line());
    assertTrue(match.line().contains("(at byte 0)"), match.line());
  }
}
