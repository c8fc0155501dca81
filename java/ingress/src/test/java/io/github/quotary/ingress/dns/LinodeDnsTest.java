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
import io.github.quotary.ingress.dns.RecordData.A;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Txt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that plays Linode's API, with its errors. */
class LinodeDnsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE_SIZE = 100;
  private static final Zone ZONE = new Zone("7", "example.com");
  private static final DnsRecord TEXT =
      DnsRecord.of("_dstack-app-address.app.example.com", new Txt("abc:443"));

  private final FakeApi api = new FakeApi();
  private final FakeApi.Time time = new FakeApi.Time();
  private final LinodeDns dns = new LinodeDns(api.address(), Secret.of("token-9"), time.retries());
  private final List<ObjectNode> records = new ArrayList<>();
  private int nextId = 1;

  LinodeDnsTest() {
    api.play(this::play);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Reply play(Request request) {
    if (request.path().equals("/domains")) {
      return page(
          request,
          IntStream.rangeClosed(1, 250)
              .mapToObj(
                  i ->
                      JSON.createObjectNode()
                          .put("id", i)
                          .put(
                              "domain",
                              i == 207
                                  ? "app.example.com"
                                  : i == 7 ? "example.com" : "d" + i + ".org"))
              .toList());
    }
    return switch (request.method()) {
      case "GET" -> page(request, records);
      case "POST" -> created(request.body());
      default ->
          records.removeIf(r -> request.path().endsWith("/" + r.path("id").asText()))
              ? Reply.json(200, "{}")
              : Reply.json(404, "{'errors':[{'reason':'Not found'}]}");
    };
  }

  private static Reply page(Request request, List<ObjectNode> all) {
    assertEquals("100", request.query().get("page_size"));
    int page = Integer.parseInt(request.query().get("page"));
    int pages = Math.max(1, (all.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    ObjectNode reply =
        JSON.createObjectNode().put("page", page).put("pages", pages).put("results", all.size());
    ArrayNode data = reply.putArray("data");
    all.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE).forEach(data::add);
    return new Reply(200, "application/json", reply.toString());
  }

  private Reply created(String body) {
    ObjectNode record = object(body);
    boolean hasAlias =
        records.stream()
            .anyMatch(
                one ->
                    one.path("name").equals(record.path("name"))
                        && one.path("type").asText().equals("CNAME"));
    if (hasAlias) {
      return Reply.json(
          400, "{'errors':[{'reason':'Record conflicts with CNAME record.','field':'name'}]}");
    }
    records.add(record.put("id", nextId++));
    return new Reply(200, "application/json", record.toString());
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
    assertEquals(new Zone("207", "app.example.com"), Results.done(dns.zoneOf("x.app.example.com")));
    assertEquals(ZONE, Results.done(dns.zoneOf("other.example.com")));
  }

  @Test
  void aRecordBehindTheFirstPageIsFound() {
    for (int i = 0; i < 230; i++) {
      records.add(
          JSON.createObjectNode()
              .put("id", nextId++)
              .put("type", i % 2 == 0 ? "MX" : "A")
              .put("name", "h" + i)
              .put("target", "192.0.2.1")
              .put("ttl_sec", 300));
    }
    FoundRecord made = Results.done(dns.create(ZONE, TEXT));

    assertEquals(List.of(made), Results.done(dns.list(ZONE, TEXT.name(), RecordType.TXT)));
    assertEquals(1, Results.done(dns.list(ZONE, "h229.example.com", RecordType.A)).size());
  }

  @Test
  void theBodiesAreThePublishedOnes() {
    Results.done(dns.create(ZONE, TEXT));
    Results.done(
        dns.create(ZONE, DnsRecord.of("example.com", new Caa(0, "issuewild", "ca.example;x=y"))));

    List<JsonNode> bodies =
        api.requests().stream()
            .filter(request -> request.method().equals("POST"))
            .<JsonNode>map(request -> object(request.body()))
            .toList();
    assertEquals(
        object(
            "{\"type\":\"TXT\",\"name\":\"_dstack-app-address.app\",\"ttl_sec\":60,"
                + "\"target\":\"abc:443\"}"),
        bodies.get(0));
    assertEquals(
        object(
            "{\"type\":\"CAA\",\"name\":\"\",\"ttl_sec\":60,\"tag\":\"issuewild\","
                + "\"target\":\"ca.example;x=y\"}"),
        bodies.get(1));
  }

  /** Texts that dstack-ingress wrote stand in quotes. */
  @Test
  void quotedTextsAreTheSameTexts() {
    records.add(
        JSON.createObjectNode()
            .put("id", nextId++)
            .put("type", "TXT")
            .put("name", "_dstack-app-address.app")
            .put("target", "\"abc:443\""));

    assertTrue(
        Results.done(dns.list(ZONE, TEXT.name(), RecordType.TXT))
            .get(0)
            .record()
            .saysTheSameAs(TEXT));
    Results.done(dns.create(ZONE, TEXT));
    assertEquals(1, records.size());
  }

  @Test
  void flagsCannotBeWritten() {
    Results.refused(dns.create(ZONE, DnsRecord.of("example.com", new Caa(128, "issue", ";"))));
    assertTrue(api.requests().isEmpty());
  }

  @Test
  void aRefusalHasTheProvidersWords() {
    records.add(JSON.createObjectNode().put("id", 1).put("type", "CNAME").put("name", "app"));

    assertEquals(
        new DnsResult.Refused<>(400, "name: Record conflicts with CNAME record."),
        dns.create(ZONE, DnsRecord.of("app.example.com", new A("192.0.2.1"))));
  }

  @Test
  void aWriteThatSeemedToFailIsNotRepeated() {
    api.next("GET", Reply.json(200, "{'data':[],'pages':1}"));
    api.nextAfterEffect("POST", Reply.html(503));

    Results.done(dns.create(ZONE, TEXT));
    assertEquals(1, records.size());
  }

  @Test
  void aRecordThatIsGoneIsDeleted() {
    FoundRecord gone = new FoundRecord("99", TEXT);

    assertEquals(gone, Results.done(dns.delete(ZONE, gone)));
  }

  @Test
  void aPageInsteadOfJsonOrAHugeAnswerIsNoAnswer() {
    api.next("GET /domains", Reply.html(401));
    assertFalse(Results.refused(dns.zoneOf("example.com")).words().contains("Sorry"));
    api.next("GET /domains", new Reply(200, "application/json", " ".repeat(HttpApi.MAX_BYTES + 1)));
    Results.refused(dns.zoneOf("example.com"));
    api.next("GET /domains", Reply.json(200, "{'data':{}}"));
    Results.unavailable(dns.zoneOf("example.com"));
    api.next("GET /domains", Reply.json(200, "{'data':[{'id':'7','domain':'example.com'}]}"));
    Results.unavailable(dns.zoneOf("example.com"));
  }

  @Test
  void tooManyRequestsWait() {
    api.next("GET /domains", Reply.json(429, "{'errors':[{'reason':'Too many requests'}]}"));

    Results.done(dns.zoneOf("example.com"));
    assertEquals(1, time.pauses().size());
  }
}
