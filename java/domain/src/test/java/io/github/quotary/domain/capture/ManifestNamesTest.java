package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestNamesTest {
  private static final String HASH = "0".repeat(64);

  @Test
  void whatMattersMostForTheHostComesFirst() {
    assertEquals(
        List.of(
            "cert-app.example.com.pem", "cert-*.example.com.pem", "cert.pem", "cert-a.example.pem"),
        names(
            "cert-a.example.pem",
            "cert.pem",
            "cert-*.example.com.pem",
            "cert-app.example.com.pem"));
  }

  @Test
  void aNameIsQueriedOnce() {
    assertEquals(List.of("cert.pem"), names("cert.pem", "cert.pem"));
  }

  @Test
  void filesThatNoProducerWritesAreNotRequested() {
    assertEquals(
        List.of(),
        names(
            "acme-account.json",
            "cert-.pem",
            "cert-a..example.pem",
            "cert-a.example.pem?x=y",
            "cert-%2e%2e.example.pem",
            "../cert.pem",
            "cert-*.*.example.pem",
            "cert-" + "a".repeat(64) + ".example.pem"));
  }

  private static List<String> names(String... files) {
    StringBuilder manifest = new StringBuilder();
    for (String file : files) {
      manifest.append(HASH).append("  ").append(file).append('\n');
    }
    return ManifestNames.certificates(
        RawBytes.ofUtf8(manifest.toString()), new DnsName("app.example.com"));
  }
}
