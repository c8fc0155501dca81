package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.FakeApi.Reply;
import io.github.quotary.ingress.dns.FakeApi.Request;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays Cloudflare's API, with its errors. */
class CloudflareDnsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "token-0123456789";
  private static final Zone ZONE = new Zone("z2", "app.example.com");
  private static final DnsRecord TEXT =
      DnsRecord.of("_dstack-app-address.app.example.com", new Txt("abc:443"));
  private static final DnsRecord LOCK =
      DnsRecord.of(
          "app.example.com",
          new Caa(0, "issue", "letsencrypt.org;validationmethods=dns-01;accounturi=https://a/1"));

  private final FakeApi api = new FakeApi();
  private final FakeApi.Time time = new FakeApi.Time();
  private final CloudflareDns dns =
      new CloudflareDns(api.address(), Secret.of(TOKEN), time.retries());
  private final List<ObjectNode> records = new ArrayList<>();

  CloudflareDnsTest() {
    api.play(this::play);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Reply play(Request request) {
    if (request.path().equals("/zones")) {
      return zones(Integer.parseInt(request.query().get("page")));
    }
    return switch (request.method()) {
      case "GET" -> found(request.query());
      case "POST" -> created(request.body());
      default -> deleted(request.path());
    };
  }

  /** Three zones on two pages, the longest one last. */
  private static Reply zones(int page) {
    String zones =
        page == 1
            ? "{'id':'z0','name':'other.org'},{'id':'z1','name':'example.com'}"
            : "{'id':'z2','name':'app.example.com'}";
    return Reply.json(
        200,
        "{'success':true,'errors':[],'result':[" + zones + "],'result_info':{'total_pages':2}}");
  }

  private Reply found(Map<String, String> query) {
    ArrayNode result = JSON.createArrayNode();
    records.stream()
        .filter(record -> record.path("name").asText().equals(query.get("name")))
        .filter(record -> record.path("type").asText().equals(query.get("type")))
        .forEach(result::add);
    return success(result);
  }

  private Reply created(String body) {
    ObjectNode record = object(body);
    if (records.stream().anyMatch(one -> one.without("id").equals(record))) {
      return Reply.json(
          400,
          "{'success':false,'errors':[{'code':81058,'message':'An identical record already"
              + " exists.'}],'result':null}");
    }
    records.add(record.deepCopy().put("id", "r" + records.size()));
    return success(records.get(records.size() - 1));
  }

  private Reply deleted(String path) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    return records.removeIf(record -> record.path("id").asText().equals(id))
        ? success(JSON.createObjectNode().put("id", id))
        : Reply.json(
            404, "{'success':false,'errors':[{'code':81044,'message':'Record does not exist.'}]}");
  }

  private static Reply success(JsonNode result) {
    ObjectNode all = JSON.createObjectNode().put("success", true);
    all.set("result", result);
    return new Reply(200, "application/json", all.toString());
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLongestZoneOfAllPagesCounts() {
    assertEquals(new DnsResult.Done<>(ZONE), dns.zoneOf("x.app.example.com"));
    assertEquals(new DnsResult.Done<>(new Zone("z1", "example.com")), dns.zoneOf("example.com"));
    Results.refused(dns.zoneOf("badexample.com"));
  }

  @Test
  void whatIsWrittenIsFoundAgainAndGoesAway() {
    for (DnsRecord record :
        List.of(
            TEXT,
            LOCK,
            DnsRecord.of("*.app.example.com", new Cname("gw.example.net")),
            DnsRecord.of("app.example.com", new RecordData.A("192.0.2.1")),
            DnsRecord.of("app.example.com", new RecordData.Aaaa("2001:DB8:0::1")))) {
      FoundRecord made = Results.done(dns.create(ZONE, record));
      assertEquals(
          new DnsResult.Done<>(List.of(made)), dns.list(ZONE, record.name(), record.type()));
      assertEquals(new DnsResult.Done<>(made), dns.delete(ZONE, made));
      assertEquals(new DnsResult.Done<>(List.of()), dns.list(ZONE, record.name(), record.type()));
    }
  }

  /** As dstack-ingress writes them, so that both find each other's records. */
  @Test
  void theBodiesAreThePublishedOnes() {
    dns.create(ZONE, TEXT);
    dns.create(ZONE, LOCK);
    dns.create(ZONE, DnsRecord.of("app.example.com", new Cname("gw.example.net")));

    List<ObjectNode> bodies =
        api.requests().stream()
            .filter(request -> request.method().equals("POST"))
            .map(request -> object(request.body()))
            .toList();
    assertEquals("\"abc:443\"", bodies.get(0).path("content").asText());
    assertEquals(
        object(
            "{\"type\":\"CAA\",\"name\":\"app.example.com\",\"ttl\":60,\"data\":{\"flags\":0,"
                + "\"tag\":\"issue\",\"value\":"
                + "\"letsencrypt.org;validationmethods=dns-01;accounturi=https://a/1\"}}"),
        bodies.get(1));
    assertEquals(
        object(
            "{\"type\":\"CNAME\",\"name\":\"app.example.com\",\"ttl\":60,"
                + "\"content\":\"gw.example.net\",\"proxied\":false}"),
        bodies.get(2));
  }

  @Test
  void theTokenStandsInItsHeaderAlone() {
    dns.zoneOf("app.example.com");
    dns.create(ZONE, TEXT);

    for (Request request : api.requests()) {
      assertEquals(List.of("Bearer " + TOKEN), request.headers().get("Authorization"));
      assertFalse((request.target() + request.body()).contains(TOKEN));
    }
  }

  @Test
  void aRecordThatIsThereIsNotWrittenAgain() {
    dns.create(ZONE, TEXT);
    Results.done(dns.create(ZONE, TEXT));

    assertEquals(1, records.size());
  }

  @Test
  void aPauseThatIsAskedForIsKept() {
    api.next("GET /zones", new Reply(429, "text/plain", "slow down", Map.of("Retry-After", "17")));

    assertEquals(new DnsResult.Done<>(ZONE), dns.zoneOf("app.example.com"));
    assertEquals(List.of(Duration.ofSeconds(17)), time.pauses());
  }

  @Test
  void aVeryLongPauseEndsTheRequest() {
    api.next("GET /zones", new Reply(429, "text/plain", "", Map.of("Retry-After", "3600")));

    DnsResult.Unavailable<Zone> result = Results.unavailable(dns.zoneOf("app.example.com"));
    assertEquals("status 429; it asks to wait 3600 s", result.why());
    assertTrue(time.pauses().isEmpty());
  }

  @Test
  void pausesGrowAndTriesEnd() {
    for (int i = 0; i < 5; i++) {
      api.next("GET /zones", Reply.html(502));
    }

    assertEquals(new DnsResult.Unavailable<>("status 502", 5), dns.zoneOf("app.example.com"));
    assertEquals(List.of(1L, 2L, 4L, 8L), time.pauses().stream().map(Duration::toSeconds).toList());
  }

  /** The answer got lost after the record was written: the next try must not write a second one. */
  @Test
  void aWriteThatSeemedToFailIsNotRepeated() {
    api.nextAfterEffect("POST", Reply.html(500));

    Results.done(dns.create(ZONE, TEXT));
    assertEquals(1, records.size());
    assertEquals(1, api.lines().stream().filter(line -> line.startsWith("POST")).count());
  }

  @Test
  void aRecordThatIsGoneIsDeleted() {
    FoundRecord gone = new FoundRecord("r9", TEXT);

    assertEquals(new DnsResult.Done<>(gone), dns.delete(ZONE, gone));
  }

  @Test
  void aRefusalHasTheProvidersWordsAndNotTheToken() {
    api.next(
        "GET /zones",
        Reply.json(
            403,
            "{'success':false,'errors':[{'code':9109,'message':'Invalid token "
                + TOKEN
                + "'},{'code':1,'message':'two\\nlines'}]}"));

    assertEquals(
        new DnsResult.Refused<>(403, "9109 Invalid token (secret); 1 two lines"),
        dns.zoneOf("app.example.com"));
  }

  @Test
  void aFailureInsideASuccessIsARefusal() {
    api.next("GET /zones", Reply.json(200, "{'success':false,'errors':[]}"));

    assertEquals(new DnsResult.Refused<>(200, "it gives no reason"), dns.zoneOf("app.example.com"));
  }

  @Test
  void aPageInsteadOfJsonIsNoAnswer() {
    for (int i = 0; i < 5; i++) {
      api.next("GET /zones", Reply.html(200));
    }
    Results.unavailable(dns.zoneOf("app.example.com"));

    api.next("GET /zones", Reply.html(403));
    DnsResult.Refused<Zone> refused = Results.refused(dns.zoneOf("app.example.com"));
    assertEquals(403, refused.status());
    assertFalse(refused.words().contains("Sorry"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    api.next(
        "GET /zones",
        new Reply(302, "text/plain", "", Map.of("Location", api.address() + "/elsewhere")));

    DnsResult.Refused<Zone> refused = Results.refused(dns.zoneOf("app.example.com"));
    assertEquals(302, refused.status());
    assertEquals(1, api.requests().size());
  }

  @Test
  void aHugeAnswerIsGivenUp() {
    api.next(
        "GET /zones", new Reply(200, "application/json", " ".repeat(HttpApi.MAX_BYTES) + "{}"));

    DnsResult.Refused<Zone> refused = Results.refused(dns.zoneOf("app.example.com"));
    assertTrue(refused.words().contains("4194304 bytes"), refused::words);
  }

  @Test
  void anAnswerOfAnotherShapeIsNotUsed() {
    api.next("GET /zones", Reply.json(200, "{'success':true,'result':{'id':'z'}}"));
    Results.unavailable(dns.zoneOf("app.example.com"));
    api.next("GET /zones", Reply.json(200, "{'success':true,'result':[{'id':7}]}"));
    Results.unavailable(dns.zoneOf("app.example.com"));
  }

  /** A zone that stands on a page that cannot be read may be the longest one. */
  @Test
  void aMissingPageIsNotTakenForTheEnd() {
    for (int i = 0; i < 5; i++) {
      api.next("GET /zones?per_page=50&page=2", Reply.html(500));
    }

    // Planned answers are taken in order, so the first page passes.
    Results.unavailable(dns.zoneOf("x.app.example.com"));
  }

  @Test
  void aListOfWhichAPageIsMissingIsAPart() {
    api.play(
        request ->
            request.query().get("page").equals("1")
                ? Reply.json(
                    200,
                    "{'success':true,'result':[{'id':'a','type':'TXT','name':'n.example.com',"
                        + "'content':'\\\"x\\\"','ttl':60}],'result_info':{'total_pages':2}}")
                : Reply.json(403, "{'success':false,'errors':[{'code':7,'message':'no'}]}"));

    DnsResult.Partial<List<FoundRecord>> part =
        Results.partial(dns.list(ZONE, "n.example.com", RecordType.TXT));
    assertEquals(1, part.done().size());
    assertTrue(part.why().startsWith("page 2 of 2"), part::why);
  }

  @Test
  void nobodyThereIsUnavailable() {
    api.close();

    Results.unavailable(dns.zoneOf("app.example.com"));
    assertEquals(4, time.pauses().size());
  }
}
