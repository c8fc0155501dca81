package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Aaaa;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what this app would have written itself is its own. */
class OwnershipTest {
  private static final Ownership OWN =
      new Ownership(
          Set.of("gw.example.net"),
          Set.of("192.0.2.1", "2001:db8::1"),
          Set.of("abc"),
          Set.of("letsencrypt.org"),
          Set.of("https://a.example/acct/258"));
  private static final String PIN =
      "letsencrypt.org;validationmethods=dns-01;accounturi=https://a.example/acct/258";

  @Test
  void itsOwn() {
    assertTrue(OWN.owns(new Cname("GW.example.net.")));
    assertTrue(OWN.owns(new A("192.0.2.1")));
    assertTrue(OWN.owns(new Aaaa("2001:0db8:0:0::1")));
    assertTrue(OWN.owns(new Txt("abc:1")));
    assertTrue(OWN.owns(new Txt("abc:65535")));
    assertTrue(OWN.owns(new Caa(0, "issue", PIN)));
    assertTrue(OWN.owns(new Caa(0, "IssueWild", PIN.replace("dns-01", "tls-alpn-01"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abd:443", "abc", "abc:", "abc:0", "abc:65536", "abc:443 ", "xabc:443"})
  void foreignTexts(String text) {
    assertFalse(OWN.owns(new Txt(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";",
        "letsencrypt.org",
        "letsencrypt.org;accounturi=https://a.example/acct/258",
        "letsencrypt.org;validationmethods=dns-01;accounturi=https://a.example/acct/2584",
        "letsencrypt.org;validationmethods=dns-01;accounturi=https://a.example/acct/258;x=y",
        "letsencrypt.org; validationmethods=dns-01; accounturi=https://a.example/acct/258",
        "other.example;validationmethods=dns-01;accounturi=https://a.example/acct/258"
      })
  void foreignLocks(String value) {
    assertFalse(OWN.owns(new Caa(0, "issue", value)));
  }

  @Test
  void otherForeignValues() {
    assertFalse(OWN.owns(new Cname("evil-gw.example.net")));
    assertFalse(OWN.owns(new A("192.0.2.9")));
    assertFalse(OWN.owns(new Caa(128, "issue", PIN)));
    assertFalse(OWN.owns(new Caa(0, "issuemail", PIN)));
  }

  @Test
  void aPinIsOneValueAndNothingElse() {
    assertThrows(
        IllegalArgumentException.class, () -> new CaaPin("ca.example", "dns-01", "https://a;x=y"));
    assertThrows(
        IllegalArgumentException.class, () -> new CaaPin("ca example", "dns-01", "https://a"));
    assertThrows(
        IllegalArgumentException.class, () -> new CaaPin("ca.example", "dns-01", "https://a b"));
  }
}
