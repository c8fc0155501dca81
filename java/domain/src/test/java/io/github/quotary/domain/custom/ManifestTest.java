package io.github.quotary.domain.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static Reading<Manifest> read(String text) {
    return Manifest.read(RawBytes.ofUtf8(text));
  }

  private static Manifest manifest(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(HASH).append("  ").append(name).append('\n');
    }
    return read(text.toString()).found().orElseThrow();
  }

  @Test
  void theFilesOfEveryProducer() {
    Manifest manifest =
        manifest(
            "acme-account.json", "cert.pem", "cert-app.example.com.pem", "cert-*.example.com.pem");
    assertEquals(4, manifest.entries().size());
    assertEquals("/evidences/cert-*.example.com.pem", manifest.entries().get(3).path());
    assertEquals(HASH, manifest.entry("cert.pem").orElseThrow().sha256().toString());
  }

  @Test
  void binaryModeIsTheSame() {
    assertInstanceOf(Reading.Read.class, read(HASH + " *cert.pem\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "quote.json",
        "sha256sum.txt",
        "cert-.pem",
        "cert-..pem",
        "cert-com.pem",
        "cert-../x.pem",
        "cert-a/b.example.com.pem",
        "cert-a\\b.example.com.pem",
        "cert-*.pem",
        "cert-*.*.example.com.pem",
        "cert-a*.example.com.pem",
        "cert-app.example.com.pem ",
        "cert-app.example.com.pem\r",
        "cert-app.example.com.pem\u0000",
        "cert-app.example.com.PEM",
        "cert-b\u00fccher.example.pem",
        "cert-127.0.0.1.pem",
        " cert.pem",
        "*cert.pem",
        "Cert.pem",
        "ACME-ACCOUNT.json"
      })
  void namesThatNoEvidenceHas(String name) {
    assertEquals(false, Manifest.isKnown(name));
    assertInstanceOf(Reading.Malformed.class, read(HASH + "  " + name + "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "cert.pem, cert.pem",
    "cert-app.example.com.pem, cert-APP.example.com.pem",
    "acme-account.json, acme-account.json"
  })
  void noNameTwiceWhateverTheLetterCase(String one, String other) {
    Reading<Manifest> malformed = read(HASH + "  " + one + "\n" + HASH + "  " + other + "\n");
    assertTrue(malformed.problem().orElseThrow().startsWith("line 2: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "%  cert.pem",
        "%  cert.pem\n\n",
        "\n%  cert.pem\n",
        "%  cert.pem\r\n",
        "\ufeff%  cert.pem\n",
        "\\%  cert.pem\n",
        "% cert.pem\n",
        "%\tcert.pem\n",
        "%   cert.pem\n",
        "% -cert.pem\n",
        " %  cert.pem\n",
        "0%  cert.pem\n",
        "# comment\n%  cert.pem\n",
        "SHA256 (cert.pem) = %\n"
      })
  void linesThatCouldBeReadInTwoWays(String template) {
    assertInstanceOf(Reading.Malformed.class, read(template.replace("%", HASH)), template);
  }

  @Test
  void hashesAreLowerCaseAndComplete() {
    assertInstanceOf(Reading.Malformed.class, read(HASH.toUpperCase() + "  cert.pem\n"));
    assertInstanceOf(Reading.Malformed.class, read(HASH.substring(1) + "  cert.pem\n"));
  }

  @Test
  void sizesHaveLimits() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Manifest.MAX_LINES; i++) {
      text.append(HASH).append("  cert-a").append(i).append(".example.com.pem\n");
    }
    assertInstanceOf(Reading.Read.class, read(text.toString()));
    text.append(HASH).append("  cert.pem\n");
    assertInstanceOf(Reading.Malformed.class, read(text.toString()));
    assertInstanceOf(
        Reading.Malformed.class, Manifest.read(RawBytes.of(new byte[Manifest.MAX_BYTES + 1])));
  }

  @Test
  void theFileOfTheHostComesFirst() {
    Manifest manifest =
        manifest(
            "acme-account.json",
            "cert-other.example.com.pem",
            "cert.pem",
            "cert-*.example.com.pem",
            "cert-app.example.com.pem");
    assertEquals(
        List.of(
            "cert-app.example.com.pem",
            "cert-*.example.com.pem",
            "cert.pem",
            "cert-other.example.com.pem"),
        manifest.certificatesFor(new DnsName("app.example.com")).stream()
            .map(Manifest.Entry::name)
            .toList());
  }
}
