package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.evidence.TlsFacts.Validation;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebAuthority;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPkiTest {
  private static final WebAuthority AUTHORITY = WebAuthority.seeded(3);
  private static final WebPki TRUSTED =
      WebPki.ofPem(AUTHORITY.rootPem().getBytes(StandardCharsets.UTF_8));
  private static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");
  private static final DnsName HOST = new DnsName("app.example.com");

  @ParameterizedTest
  @CsvSource({
    "app.example.com, VALID",
    "APP.Example.COM, VALID",
    "*.example.com, VALID",
    "*.com, INVALID",
    "example.com, INVALID",
    "a*.example.com, INVALID",
    "*.app.example.com, INVALID",
    "xapp.example.com, INVALID",
  })
  void aNameCountsAsRfc9525Says(String name, Validation expected) {
    assertEquals(expected, judge(plan -> plan.withDnsNames(name)).hostName());
  }

  @Test
  void onlyDnsNamesCount() {
    WebPki.Finding finding = judge(plan -> plan.withDnsNames().withIpAddress("192.0.2.1"));

    assertEquals(Validation.INVALID, finding.hostName());
    assertTrue(finding.detail().contains("no DNS name"), finding.detail());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-20T00:00:00Z, VALID",
    "2026-05-19T23:59:59Z, INVALID",
    "2026-08-18T00:00:00Z, VALID",
    "2026-08-18T00:00:01Z, INVALID"
  })
  void theTimeIsAnArgument(Instant at, Validation expected) {
    WebCertificate certificate = AUTHORITY.issue(CertificatePlan.of("k", HOST.text()));

    assertEquals(expected, TRUSTED.judge(chain(certificate), HOST, at).path());
  }

  @Test
  void aChainWithoutItsIntermediateIsNotFollowed() {
    List<RawBytes> chain = chain(AUTHORITY.issue(CertificatePlan.of("k", HOST.text())));

    assertEquals(Validation.INVALID, TRUSTED.judge(chain.subList(0, 1), HOST, AT).path());
  }

  @Test
  void aRootServedAsLeafIsNotAServerCertificate() {
    List<RawBytes> root = List.of(RawBytes.of(AUTHORITY.rootDer()));

    assertFalse(TRUSTED.judge(root, HOST, AT).isValid());
  }

  @Test
  void theJdksRootsDoNotTrustTheLaboratory() {
    WebCertificate certificate = AUTHORITY.issue(CertificatePlan.of("k", HOST.text()));
    WebPki.Finding finding = WebPki.ofJdk().judge(chain(certificate), HOST, AT);

    assertEquals(Validation.INVALID, finding.path());
    assertEquals(Validation.VALID, finding.hostName());
    assertTrue(finding.detail().startsWith("no valid path to "), finding.detail());
  }

  @Test
  void bytesThatAreNotACertificateAreInvalid() {
    assertFalse(TRUSTED.judge(List.of(RawBytes.ofUtf8("none")), HOST, AT).isValid());
    assertFalse(TRUSTED.judge(List.of(), HOST, AT).isValid());
  }

  @Test
  void invalidRootsAreTheCallersMistake() {
    assertThrows(IllegalArgumentException.class, () -> WebPki.ofPem(new byte[] {1}));
    assertThrows(IllegalArgumentException.class, () -> WebPki.of(List.of()));
  }

  private static WebPki.Finding judge(UnaryOperator<CertificatePlan> change) {
    CertificatePlan plan = change.apply(CertificatePlan.of("k", "common.example.com"));
    return TRUSTED.judge(chain(AUTHORITY.issue(plan)), HOST, AT);
  }

  private static List<RawBytes> chain(WebCertificate certificate) {
    return certificate.chain().stream().map(RawBytes::of).toList();
  }
}
