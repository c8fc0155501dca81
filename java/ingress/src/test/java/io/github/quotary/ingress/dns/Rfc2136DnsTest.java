package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Aaaa;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

/** Against BIND, where it is installed. */
class Rfc2136DnsTest {
  private static final Zone ZONE = new Zone("example.com", "example.com");

  @TempDir static Path folder;
  private static Bind bind;

  private final FakeApi.Time time = new FakeApi.Time();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Bind.program().isPresent(), "named is not installed (Debian's package bind9)");
    bind = Bind.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (bind != null) {
      bind.close();
    }
  }

  private Rfc2136Dns with(String keyName, String key) {
    return new Rfc2136Dns(
        new DnsAccess.Rfc2136("127.0.0.1", bind.port(), keyName, "hmac-sha256", Secret.of(key)),
        time.retries());
  }

  private Rfc2136Dns writer() {
    return with("writer", Bind.KEY);
  }

  @Test
  void theZoneOfANameThatIsNotThere() {
    assertEquals(ZONE, Results.done(writer().zoneOf("a.b.example.com")));
    assertEquals(ZONE, Results.done(writer().zoneOf("example.com")));
    assertEquals(Rcode.REFUSED, Results.refused(writer().zoneOf("example.org")).status());
  }

  @Test
  void whatIsWrittenIsFoundAgainAndGoesAway() {
    Rfc2136Dns dns = writer();
    for (RecordData data :
        List.of(
            new A("192.0.2.7"),
            new Aaaa("2001:db8::7"),
            new Txt("abc:443"),
            new Txt("with \"quotes\" and \\ " + "x".repeat(300)),
            new Cname("gw.example.net"),
            new Caa(0, "issuewild", "ca.example;validationmethods=dns-01;accounturi=https://a/1"),
            new Caa(128, "issue", ";"))) {
      DnsRecord record = DnsRecord.of("*.w.example.com", data);
      FoundRecord made = Results.done(dns.create(ZONE, record));
      assertEquals(List.of(made), Results.done(dns.list(ZONE, "*.W.example.com", data.type())));
      assertEquals(made, Results.done(dns.create(ZONE, record)), "a second time");
      Results.done(dns.delete(ZONE, made));
      Results.done(dns.delete(ZONE, made));
      assertTrue(Results.done(dns.list(ZONE, "*.w.example.com", data.type())).isEmpty());
    }
  }

  @Test
  void oneOfTwoValuesGoesAway() {
    Rfc2136Dns dns = writer();
    FoundRecord one = Results.done(dns.create(ZONE, DnsRecord.of("two.example.com", new Txt("1"))));
    FoundRecord two = Results.done(dns.create(ZONE, DnsRecord.of("two.example.com", new Txt("2"))));

    Results.done(dns.delete(ZONE, one));
    assertEquals(List.of(two), Results.done(dns.list(ZONE, "two.example.com", RecordType.TXT)));
  }

  /** The server itself would ignore this without a word. */
  @Test
  void anAliasBesideOthersIsRefused() {
    DnsRecord alias = DnsRecord.of("taken.example.com", new Cname("gw.example.net"));
    assertEquals(Rcode.YXRRSET, Results.refused(writer().create(ZONE, alias)).status());

    Results.done(writer().create(ZONE, DnsRecord.of("alias.example.com", new Cname("x.example"))));
    DnsRecord beside = DnsRecord.of("alias.example.com", new Txt("abc:1"));
    assertEquals(Rcode.YXRRSET, Results.refused(writer().create(ZONE, beside)).status());
  }

  @Test
  void aKeyThatMayNotWriteIsRefused() {
    DnsResult.Refused<FoundRecord> refused =
        Results.refused(
            with("reader", Bind.KEY)
                .create(ZONE, DnsRecord.of("denied.example.com", new Txt("abc:1"))));

    assertEquals(Rcode.REFUSED, refused.status());
    assertTrue(time.pauses().isEmpty());
  }

  @Test
  void aWrongKeyIsTold() {
    DnsResult<Zone> unknown = with("nobody", Bind.KEY).zoneOf("example.com");
    assertFalse(unknown instanceof DnsResult.Done<Zone>, unknown::toString);
    DnsResult<Zone> wrong = with("writer", "d3Jvbmc=").zoneOf("example.com");
    assertFalse(wrong instanceof DnsResult.Done<Zone>, wrong::toString);
    assertThrows(IllegalArgumentException.class, () -> with("writer", "!"));
  }

  @Test
  void whatDnsCannotCarryIsRefused() {
    FoundRecord nowhere = new FoundRecord("", DnsRecord.of("x.example.com", new A("nowhere")));

    Results.refused(writer().delete(ZONE, nowhere));
    Results.refused(writer().zoneOf("a..example.com"));
    assertTrue(time.pauses().isEmpty());
  }

  /** The whole way with a provider that takes no CAA beside a CNAME. */
  @Test
  void aPlanIsTakenAndThenThereIsNothingToDo() {
    CaaPin pin = new CaaPin("letsencrypt.org", "dns-01", "https://acme.example/acct/1");
    WantedRecords wanted =
        WantedRecords.builder()
            .serve(
                DomainName.parse("*.app.example.com").orElseThrow(),
                new WantedRecords.Gateway("gw.example.net", List.of("192.0.2.7")),
                "_dstack-app-address",
                "abc:443",
                Optional.of(pin),
                Optional.empty())
            .build();
    Ownership own =
        new Ownership(
            Set.of("gw.example.net"),
            Set.of("192.0.2.7"),
            Set.of("abc"),
            Set.of("letsencrypt.org"),
            Set.of("https://acme.example/acct/1"));
    DnsWriter writer = new DnsWriter(writer());

    DnsPlan first = plan(writer, wanted, own);
    assertEquals(4, Results.done(writer.apply(first)).size());
    DnsPlan second = plan(writer, wanted, own);
    assertFalse(second.changes());
    assertTrue(second.isComplete());
  }

  private static DnsPlan plan(DnsWriter writer, WantedRecords wanted, Ownership own) {
    return DnsPlan.of(
        wanted,
        Results.done(writer.look(wanted)),
        own,
        new Capabilities(Set.of(RecordType.values()), false),
        Set.of());
  }
}
