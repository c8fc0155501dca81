package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.FakeApi.Reply;
import io.github.quotary.ingress.dns.FakeApi.Request;
import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays Route 53 and the service that gives roles. */
class Route53DnsTest {
  private static final String NAMESPACE = "xmlns='https://route53.amazonaws.com/doc/2013-04-01/'";
  private static final Zone ZONE = new Zone("Z2", "app.example.com");
  private static final DnsRecord TEXT =
      DnsRecord.of("_dstack-app-address.app.example.com", new Txt("abc:443"));
  private static final Pattern CHANGE =
      Pattern.compile(
          "<Change><Action>(.*?)</Action>(<ResourceRecordSet>.*?</ResourceRecordSet>)</Change>");

  private final FakeApi api = new FakeApi();
  private final FakeApi.Time time = new FakeApi.Time();

  /** The sets as the service shows them, by name and type. */
  private final Map<String, String> sets = new LinkedHashMap<>();

  Route53DnsTest() {
    api.play(this::play);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Route53Dns dns(Optional<String> role) {
    return Route53Dns.at(
        api.address(),
        new DnsAccess.Route53(
            Secret.of("AKIDEXAMPLE"), Secret.of("secret-key-0123"), role, "us-east-1"),
        time.retries());
  }

  private Route53Dns dns() {
    return dns(Optional.empty());
  }

  private Reply play(Request request) {
    if (request.path().equals("/2013-04-01/hostedzone")) {
      return zones(request.query().containsKey("marker"));
    }
    if (request.path().startsWith("/2013-04-01/hostedzone/Z2/rrset")) {
      return request.method().equals("GET") ? shown(request) : changed(request.body());
    }
    assertEquals("AssumeRole", request.form().get("Action"));
    return xml(
        200,
        "<AssumeRoleResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><AssumeRoleResult>"
            + "<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
            + "<SessionToken>session-token</SessionToken>"
            + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
            + "</AssumeRoleResult></AssumeRoleResponse>");
  }

  private static Reply zones(boolean isSecondPage) {
    return xml(
        200,
        "<ListHostedZonesResponse "
            + NAMESPACE
            + "><HostedZones>"
            + (isSecondPage
                ? zone("Z2", "app.example.com.", false) + zone("Z3", "x.app.example.com.", true)
                : zone("Z1", "example.com.", false))
            + "</HostedZones><IsTruncated>"
            + !isSecondPage
            + "</IsTruncated>"
            + (isSecondPage ? "" : "<NextMarker>Z2</NextMarker>")
            + "<MaxItems>100</MaxItems></ListHostedZonesResponse>");
  }

  private static String zone(String id, String name, boolean isPrivate) {
    return "<HostedZone><Id>/hostedzone/"
        + id
        + "</Id><Name>"
        + name
        + "</Name><CallerReference>x</CallerReference><Config><PrivateZone>"
        + isPrivate
        + "</PrivateZone></Config></HostedZone>";
  }

  /** As the service does, what was asked for and what follows. */
  private Reply shown(Request request) {
    String first = request.query().get("name") + " " + request.query().get("type");
    List<String> found = new ArrayList<>();
    if (sets.containsKey(first)) {
      found.add(sets.get(first));
    }
    sets.entrySet().stream()
        .filter(set -> !set.getKey().equals(first))
        .forEach(set -> found.add(set.getValue()));
    return xml(
        200,
        "<ListResourceRecordSetsResponse "
            + NAMESPACE
            + "><ResourceRecordSets>"
            + String.join("", found).replace("<Name>*", "<Name>\\052")
            + "</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems>"
            + "</ListResourceRecordSetsResponse>");
  }

  private Reply changed(String body) {
    Map<String, String> next = new LinkedHashMap<>(sets);
    for (MatchResult change : CHANGE.matcher(body).results().toList()) {
      String set = change.group(2).replace("<Name>\\052", "<Name>*");
      String key = part(set, "Name") + " " + part(set, "Type");
      boolean fits =
          change.group(1).equals("DELETE")
              ? next.remove(key, set)
              : next.putIfAbsent(key, set) == null;
      if (!fits) {
        return error(400, "InvalidChangeBatch", "Tried to " + change.group(1) + " " + key);
      }
    }
    sets.clear();
    sets.putAll(next);
    return xml(
        200,
        "<ChangeResourceRecordSetsResponse "
            + NAMESPACE
            + "><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status>"
            + "<SubmittedAt>2026-06-01T00:00:00Z</SubmittedAt></ChangeInfo>"
            + "</ChangeResourceRecordSetsResponse>");
  }

  private static String part(String set, String element) {
    int start = set.indexOf("<" + element + ">") + element.length() + 2;
    return set.substring(start, set.indexOf("</" + element + ">"));
  }

  private static Reply error(int status, String code, String message) {
    return xml(
        status,
        "<ErrorResponse "
            + NAMESPACE
            + "><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
  }

  private static Reply xml(int status, String body) {
    return new Reply(status, "text/xml", "<?xml version='1.0'?>" + body);
  }

  @Test
  void theLongestPublicZoneOfAllPagesCounts() {
    assertEquals(ZONE, Results.done(dns().zoneOf("x.app.example.com")));
    assertEquals(new Zone("Z1", "example.com"), Results.done(dns().zoneOf("example.com")));
  }

  @Test
  void whatIsWrittenIsFoundAgainAndGoesAway() {
    for (DnsRecord record :
        List.of(
            TEXT,
            DnsRecord.of("*.app.example.com", new Cname("gw.example.net")),
            DnsRecord.of("app.example.com", new A("192.0.2.1")),
            DnsRecord.of(
                "app.example.com",
                new Caa(
                    0, "issue", "ca.example;validationmethods=dns-01;accounturi=https://a/1")))) {
      Results.done(dns().create(ZONE, record));
      List<FoundRecord> found = Results.done(dns().list(ZONE, record.name(), record.type()));
      assertEquals(List.of(record), found.stream().map(FoundRecord::record).toList());
      Results.done(dns().create(ZONE, record));
      Results.done(dns().delete(ZONE, found.get(0)));
      Results.done(dns().delete(ZONE, found.get(0)));
      assertTrue(sets.isEmpty());
    }
  }

  /** Both properties of a lock are one set: each is added to it and taken from it alone. */
  @Test
  void otherValuesOfTheSetStay() {
    DnsRecord issue = DnsRecord.of("app.example.com", new Caa(0, "issue", "one.example"));
    DnsRecord wild = DnsRecord.of("app.example.com", new Caa(0, "issuewild", "one.example"));
    Results.done(dns().create(ZONE, issue));
    Results.done(dns().create(ZONE, wild));
    assertEquals(2, Results.done(dns().list(ZONE, "app.example.com", RecordType.CAA)).size());

    Results.done(dns().delete(ZONE, new FoundRecord("", issue)));
    assertEquals(
        List.of(wild),
        Results.done(dns().list(ZONE, "app.example.com", RecordType.CAA)).stream()
            .map(FoundRecord::record)
            .toList());
  }

  @Test
  void anAliasOfTheServiceIsShownAndLeftAlone() {
    sets.put(
        "app.example.com. A",
        "<ResourceRecordSet><Name>app.example.com.</Name><Type>A</Type><AliasTarget>"
            + "<HostedZoneId>Z9</HostedZoneId><DNSName>lb.example.net.</DNSName>"
            + "<EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet>");
    List<FoundRecord> found = Results.done(dns().list(ZONE, "app.example.com", RecordType.A));
    assertEquals(new Cname("lb.example.net"), found.get(0).record().data());

    Results.refused(dns().create(ZONE, DnsRecord.of("app.example.com", new A("192.0.2.1"))));
    Results.refused(dns().delete(ZONE, found.get(0)));
    assertEquals(1, sets.size());
  }

  @Test
  void aChangeOfSomebodyElseInBetweenIsNotLost() {
    api.next("POST", error(400, "InvalidChangeBatch", "the set changed"));

    assertEquals(
        new DnsResult.Refused<>(400, "InvalidChangeBatch the set changed"),
        dns().create(ZONE, TEXT));
  }

  @Test
  void aRoleIsTakenOn() {
    Results.done(dns(Optional.of("arn:aws:iam::1:role/dns")).zoneOf("app.example.com"));

    Request first = api.requests().get(0);
    assertEquals("arn:aws:iam::1:role/dns", first.form().get("RoleArn"));
    Request second = api.requests().get(1);
    assertTrue(second.headers().get("Authorization").get(0).contains("Credential=ASIAROLE/"));
    assertEquals(List.of("session-token"), second.headers().get("X-amz-security-token"));
  }

  @Test
  void aServiceThatIsBusyIsAskedAgain() {
    api.next("GET", error(400, "Throttling", "Rate exceeded"));
    api.next("GET", error(503, "ServiceUnavailable", "busy"));
    api.next("GET", error(400, "PriorRequestNotComplete", "wait"));

    Results.done(dns().zoneOf("app.example.com"));
    assertEquals(3, time.pauses().size());
  }

  @Test
  void nobodyThereIsUnavailable() {
    api.close();

    Results.unavailable(dns().zoneOf("app.example.com"));
    assertEquals(4, time.pauses().size());
  }

  @Test
  void aRefusalHasTheServicesWordsAndNotTheKey() {
    api.next("GET", error(403, "AccessDenied", "no for AKIDEXAMPLE and secret-key-0123"));

    assertEquals(
        new DnsResult.Refused<>(403, "AccessDenied no for (secret) and (secret)"),
        dns().zoneOf("app.example.com"));
  }

  @Test
  void aPageAHugeAnswerOrARedirectIsNoAnswer() {
    for (int i = 0; i < 5; i++) {
      api.next("GET", Reply.html(500));
    }
    Results.unavailable(dns().zoneOf("app.example.com"));
    for (int i = 0; i < 5; i++) {
      api.next("GET", new Reply(200, "text/xml", " ".repeat(HttpApi.MAX_BYTES + 1)));
    }
    assertFalse(dns().zoneOf("app.example.com") instanceof DnsResult.Done<Zone>);
    int before = api.requests().size();
    api.next(
        "GET", new Reply(301, "text/plain", "", Map.of("Location", api.address() + "/elsewhere")));
    Results.refused(dns().zoneOf("app.example.com"));
    assertEquals(before + 1, api.requests().size());
  }
}
