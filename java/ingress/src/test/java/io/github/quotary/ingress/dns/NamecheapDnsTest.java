package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.FakeApi.Reply;
import io.github.quotary.ingress.dns.FakeApi.Request;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays Namecheap's API: a zone is written as a whole. */
class NamecheapDnsTest {
  private static final String KEY = "key-0123456789";
  private static final Zone ZONE = new Zone("example.co.uk", "example.co.uk");
  private static final DnsRecord TEXT =
      DnsRecord.of("_dstack-app-address.app.example.co.uk", new Txt("abc:443"));

  private final FakeApi api = new FakeApi();
  private final FakeApi.Time time = new FakeApi.Time();
  private final NamecheapDns dns =
      new NamecheapDns(
          api.address(),
          new DnsAccess.Namecheap("me", Secret.of(KEY), "192.0.2.7", false),
          time.retries());
  private final List<Map<String, String>> hosts = new ArrayList<>();
  private String emailType = "MX";
  private boolean losesMail;

  NamecheapDnsTest() {
    api.play(this::play);
    hosts.add(host("@", "MX", "mail.example.org.", "1800", "MXPref", "20"));
    hosts.add(host("www", "URL301", "https://example.org/?a=1&b=<2>", "300"));
    hosts.add(host("@", "CAA", "ca.example", "1800", "Flag", "0", "Tag", "issue"));
    hosts.add(host("shop", "CNAME", "shops.example.net.", "1799"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static Map<String, String> host(
      String name, String type, String address, String ttl, String... more) {
    Map<String, String> host = new LinkedHashMap<>();
    host.put("Name", name);
    host.put("Type", type);
    host.put("Address", address);
    host.put("TTL", ttl);
    for (int i = 0; i < more.length; i += 2) {
      host.put(more[i], more[i + 1]);
    }
    return host;
  }

  private Reply play(Request request) {
    assertEquals("POST /", request.line().strip());
    Map<String, String> form = request.form();
    assertEquals(
        List.of("me", KEY, "me", "192.0.2.7"),
        List.of(
            form.get("ApiUser"), form.get("ApiKey"), form.get("UserName"), form.get("ClientIp")));
    return switch (form.get("Command")) {
      case "namecheap.domains.getList" -> domains(form.get("Page"));
      case "namecheap.domains.dns.getHosts" -> shown(form);
      case "namecheap.domains.dns.setHosts" -> written(form);
      default -> error("1010104", "Command not found");
    };
  }

  /** 150 names on two pages. */
  private static Reply domains(String page) {
    StringBuilder names = new StringBuilder("<DomainGetListResult>");
    int start = page.equals("1") ? 0 : 100;
    for (int i = start; i < Math.min(start + 100, 150); i++) {
      names.append(
          "<Domain ID='"
              + i
              + "' Name='"
              + (i == 120 ? "example.co.uk" : "n" + i + ".com")
              + "'/>");
    }
    return ok(names + "</DomainGetListResult><Paging><TotalItems>150</TotalItems></Paging>");
  }

  private Reply shown(Map<String, String> form) {
    assertEquals("example", form.get("SLD"));
    assertEquals("co.uk", form.get("TLD"));
    StringBuilder all =
        new StringBuilder(
            "<DomainDNSGetHostsResult Domain='example.co.uk' EmailType='"
                + emailType
                + "' IsUsingOurDNS='true'>");
    for (int i = 0; i < hosts.size(); i++) {
      all.append("<host HostId='" + i + "'");
      hosts.get(i).forEach((name, value) -> all.append(" " + name + "='" + escaped(value) + "'"));
      all.append("/>");
    }
    return ok(all + "</DomainDNSGetHostsResult>");
  }

  private Reply written(Map<String, String> form) {
    emailType = form.getOrDefault("EmailType", "FWD");
    hosts.clear();
    for (int i = 1; form.containsKey("HostName" + i); i++) {
      Map<String, String> host =
          host(
              form.get("HostName" + i),
              form.get("RecordType" + i),
              form.get("Address" + i),
              form.get("TTL" + i));
      for (String more : List.of("MXPref", "Flag", "Tag")) {
        if (form.containsKey(more + i)) {
          host.put(more, form.get(more + i));
        }
      }
      if (!losesMail || !host.get("Type").equals("MX")) {
        hosts.add(host);
      }
    }
    return ok("<DomainDNSSetHostsResult Domain='example.co.uk' IsSuccess='true'/>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
  }

  private static Reply ok(String content) {
    return xml("OK", content);
  }

  private static Reply error(String number, String text) {
    return xml("ERROR", "<Errors><Error Number='" + number + "'>" + text + "</Error></Errors>");
  }

  private static Reply xml(String status, String content) {
    return new Reply(
        200,
        "text/xml",
        "<?xml version='1.0' encoding='utf-8'?><ApiResponse Status='"
            + status
            + "' xmlns='http://api.namecheap.com/xml.response'>"
            + content
            + "</ApiResponse>");
  }

  @Test
  void theZoneIsTheRegisteredNameWhereverItEnds() {
    assertEquals(ZONE, Results.done(dns.zoneOf("a.b.example.co.uk")));
    Results.refused(dns.zoneOf("other.co.uk"));
  }

  /** All others stay as they were: types that an ingress does not know, priorities, mail. */
  @Test
  void aRewriteKeepsEveryOtherRecord() {
    List<Map<String, String>> before = List.copyOf(hosts);

    FoundRecord made = Results.done(dns.create(ZONE, TEXT));
    assertEquals(before, hosts.subList(0, before.size()));
    assertEquals(before.size() + 1, hosts.size());
    assertEquals(List.of(made), relisted());
    assertEquals("MX", emailType);

    Results.done(dns.delete(ZONE, made));
    assertEquals(before, hosts);
    assertEquals("MX", emailType);
  }

  private List<FoundRecord> relisted() {
    return Results.done(dns.list(ZONE, TEXT.name(), RecordType.TXT));
  }

  @Test
  void aSecondValueStandsBesideTheFirst() {
    Results.done(dns.create(ZONE, TEXT));
    Results.done(dns.create(ZONE, DnsRecord.of(TEXT.name(), new Txt("abc:8443"))));

    assertEquals(2, relisted().size());
  }

  @Test
  void nothingIsWrittenWhereNothingChanges() {
    FoundRecord gone = new FoundRecord("", TEXT);

    assertEquals(gone, Results.done(dns.delete(ZONE, gone)));
    assertFalse(api.requests().stream().anyMatch(request -> request.body().contains("setHosts")));
  }

  @Test
  void caaIsRefusedLoudly() {
    DnsResult.Refused<FoundRecord> refused =
        Results.refused(dns.create(ZONE, DnsRecord.of("example.co.uk", new Caa(0, "issue", "x"))));

    assertTrue(refused.words().contains("was not written"), refused::words);
    assertTrue(api.requests().isEmpty());
    assertFalse(dns.capabilities().locks());
  }

  @Test
  void aRecordThatTheProviderDropsIsTold() {
    losesMail = true;

    DnsResult.Partial<FoundRecord> part = Results.partial(dns.create(ZONE, TEXT));
    assertTrue(part.why().contains("mail.example.org"), part::why);
  }

  @Test
  void theLastRecordStays() {
    hosts.clear();
    hosts.add(host("app", "CNAME", "gw.example.net.", "60"));

    Results.refused(
        dns.delete(
            ZONE,
            new FoundRecord("", DnsRecord.of("app.example.co.uk", new Cname("gw.example.net")))));
    assertEquals(1, hosts.size());
  }

  @Test
  void aZoneOfAnotherProviderIsNotWritten() {
    api.play(
        request -> ok("<DomainDNSGetHostsResult Domain='example.co.uk' IsUsingOurDNS='false'/>"));

    assertTrue(Results.refused(dns.create(ZONE, TEXT)).words().contains("another provider"));
    assertEquals(1, api.requests().size());
  }

  /** It would be written anew without all that it has. */
  @Test
  void aZoneThatIsNotShownIsNotWritten() {
    api.next("POST", ok(""));

    Results.unavailable(dns.create(ZONE, TEXT));
    assertEquals(4, hosts.size());
  }

  @Test
  void aZoneThatWasNotWrittenIsARefusal() {
    api.play(
        request ->
            request.body().contains("setHosts")
                ? ok("<DomainDNSSetHostsResult Domain='example.co.uk' IsSuccess='false'/>")
                : play(request));

    assertTrue(Results.refused(dns.create(ZONE, TEXT)).words().contains("was not written"));
  }

  @Test
  void aRefusalHasTheProvidersWordsAndNotTheKey() {
    api.next("POST", error("1011150", "Invalid request IP, key " + KEY));

    assertEquals(
        new DnsResult.Refused<>(200, "1011150 Invalid request IP, key (secret)"),
        dns.zoneOf("example.co.uk"));
  }

  @Test
  void aPageOrATruncatedAnswerIsNoAnswer() {
    for (int i = 0; i < 5; i++) {
      api.next("POST", i % 2 == 0 ? Reply.html(200) : new Reply(200, "text/xml", "<ApiResponse"));
    }
    Results.unavailable(dns.zoneOf("example.co.uk"));
    assertEquals(4, time.pauses().size());
  }

  @Test
  void entitiesAreNotRead() {
    for (int i = 0; i < 5; i++) {
      api.next(
          "POST",
          new Reply(
              200,
              "text/xml",
              "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                  + "<ApiResponse Status='OK'>&x;</ApiResponse>"));
    }
    Results.unavailable(dns.zoneOf("example.co.uk"));
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() {
    api.next("POST", Reply.html(500));
    api.next("POST", new Reply(429, "text/plain", "", Map.of("Retry-After", "3")));

    Results.done(dns.create(ZONE, TEXT));
    assertEquals(2, time.pauses().size());
    assertEquals(5, hosts.size());
  }

  /** Deep enough to use up a thread's stack. */
  @Test
  void aDeepAnswerIsGivenUp() {
    String deep = "<a>".repeat(200_000) + "</a>".repeat(200_000);
    for (int i = 0; i < 5; i++) {
      api.next(
          "POST",
          new Reply(
              200,
              "text/xml",
              "<ApiResponse Status='ERROR'><Error Number='1'>" + deep + "</Error></ApiResponse>"));
    }
    Results.unavailable(dns.zoneOf("example.co.uk"));
  }

  @Test
  void aHugeAnswerIsGivenUp() {
    api.next("POST", new Reply(200, "text/xml", " ".repeat(HttpApi.MAX_BYTES + 1)));

    Results.refused(dns.create(ZONE, TEXT));
    assertEquals(4, hosts.size());
  }
}
