package io.github.quotary.domain.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.web.CertificatePlan;
import io.github.quotary.simulator.domain.web.WebCertificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemBundleTest {
  private static final WebCertificate CERTIFICATE =
      DomainLaboratory.seeded(3)
          .authority()
          .issue(CertificatePlan.of("key", "app.example.com", "*.example.org"));
  private static final String CHAIN = CERTIFICATE.chainPem();

  private static List<RawBytes> read(String pem) {
    return PemBundle.read(RawBytes.ofUtf8(pem));
  }

  @Test
  void aChainIsReadInItsOrder() {
    List<RawBytes> expected = CERTIFICATE.chain().stream().map(RawBytes::of).toList();
    assertEquals(expected, read(CHAIN));
    assertEquals(expected, read("\r\n" + CHAIN.replace("\n", "\r\n") + " \t\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "subject=app.example.com\n%s",
        "%s-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n%s",
        "%sx",
        "-----BEGIN CERTIFICATE-----\nAAAA",
        "-----BEGIN CERTIFICATE-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nA*AA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n"
      })
  void anythingElseIsRefused(String template) {
    String pem = template.replace("%s", CHAIN);
    assertThrows(IllegalArgumentException.class, () -> read(pem), pem);
  }

  @Test
  void chainsHaveALimit() {
    assertEquals(16, read(CERTIFICATE.leafPem().repeat(16)).size());
    assertThrows(IllegalArgumentException.class, () -> read(CERTIFICATE.leafPem().repeat(17)));
  }

  @Test
  void aLeafHasItsNamesAndItsKey() {
    LeafCertificate leaf = LeafCertificate.read(read(CHAIN).get(0)).found().orElseThrow();
    assertEquals(List.of("app.example.com", "*.example.org"), leaf.dnsNames());
    assertEquals(RawBytes.of(CERTIFICATE.publicKeyDer()), leaf.subjectPublicKeyInfo());
    assertEquals(Optional.empty(), leaf.oddKey());
    assertEquals(CERTIFICATE.plan().notAfter(), leaf.notAfter());
    assertTrue(leaf.isValidAt(leaf.notAfter()) && leaf.isValidAt(leaf.notBefore()));
    assertTrue(!leaf.isValidAt(leaf.notAfter().plusSeconds(1)));
  }

  @Test
  void truncatedOrLengthenedCertificatesAreMalformed() {
    byte[] der = CERTIFICATE.chain().get(0);
    for (int length = 0; length < der.length; length += 7) {
      assertTrue(
          LeafCertificate.read(RawBytes.of(Arrays.copyOf(der, length)))
              instanceof Reading.Malformed,
          "cut to " + length);
    }
    assertTrue(
        LeafCertificate.read(RawBytes.of(Arrays.copyOf(der, der.length + 1)))
            instanceof Reading.Malformed);
  }

  @Test
  void keysAreComparedInOneEncoding() {
    byte[] key = CERTIFICATE.publicKeyDer();
    assertEquals(Optional.empty(), LeafCertificate.problemOfKey(key));
    assertTrue(LeafCertificate.problemOfKey(new byte[] {1, 2, 3}).isPresent());
    byte[] longer = Arrays.copyOf(key, key.length + 1);
    assertTrue(LeafCertificate.problemOfKey(longer).isPresent());
  }
}
