package io.github.quotary.domain.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {
  @ParameterizedTest
  @CsvSource({
    "app.example.com, app.example.com",
    "App.EXAMPLE.com., app.example.com",
    "bücher.example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "a-b.c, a-b.c"
  })
  void oneCanonicalForm(String written, String canonical) {
    assertEquals(canonical, DnsName.parse(written).text());
    assertTrue(DnsName.isCanonical(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "com",
        "a..b",
        ".a.b",
        "a.b..",
        "127.0.0.1",
        "a.127",
        "a.0x7f",
        "[::1]",
        "::1",
        "-a.example",
        "a-.example",
        "a_b.example",
        "*.example.com",
        "a b.example",
        "a\u0000.example",
        "a/b.example",
        "a@b.example",
        "https://a.example",
        "a.example:443",
        "a\u200b.ex\u0001ample"
      })
  void whatIsNoHostName(String written) {
    assertThrows(IllegalArgumentException.class, () -> DnsName.parse(written), written);
  }

  @Test
  void lengthsHaveLimits() {
    String label = "a".repeat(63);
    assertEquals(label + ".b", DnsName.parse(label + ".b").text());
    assertThrows(IllegalArgumentException.class, () -> DnsName.parse(label + "a.b"));
    String longest = (label + ".").repeat(3) + "a".repeat(61);
    assertEquals(253, DnsName.parse(longest).text().length());
    assertThrows(IllegalArgumentException.class, () -> DnsName.parse("b" + longest));
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com, app.example.com, true",
    "app.example.com, APP.Example.COM, true",
    "app.example.com, *.example.com, true",
    "app.example.com, *.EXAMPLE.com, true",
    "a.b.example.com, *.example.com, false",
    "example.com, *.example.com, false",
    "app.example.com, *.com, false",
    "app.example.com, *, false",
    "app.example.com, a*.example.com, false",
    "app.example.com, *p.example.com, false",
    "app.example.com, *.*.com, false",
    "app.example.com, app.example.com., false",
    "app.example.com, *.example.com., false",
    "app.example.com, app.example.org, false",
    "app.example.com, '', false",
    "xn--bcher-kva.example, *.example, false"
  })
  void namesOfCertificates(String host, String presented, boolean covers) {
    DnsName name = DnsName.parse(host);
    assertEquals(covers, name.isCoveredBy(presented));
    assertEquals(covers, name.isCoveredByAny(List.of("other.example.org", presented)));
    assertFalse(name.isCoveredByAny(List.of()));
  }
}
