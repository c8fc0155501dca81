package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.caa.CaaLock;
import io.github.quotary.domain.caa.CaaName;
import io.github.quotary.domain.caa.CaaSearch;
import io.github.quotary.ingress.dns.FakeApi.Reply;
import io.github.quotary.ingress.dns.PublicRecords.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resolvers that are asked over HTTP and answer in JSON. */
class PublicRecordsTest {
  private final FakeApi.Time time = new FakeApi.Time();
  private final Map<String, String> answers = new HashMap<>();
  private FakeApi api;
  private PublicRecords records;

  @BeforeEach
  void start() {
    api = new FakeApi();
    api.play(
        request ->
            Reply.json(
                200,
                "{'Status':0,'TC':false,'AD':true,'Question':[],'Answer':["
                    + answers.getOrDefault(
                        request.query().get("name") + " " + request.query().get("type"), "")
                    + "]}"));
    records = PublicRecords.overHttp(api.address().resolve("/resolve"), time.retries());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void answer(String question, String... answer) {
    answers.put(question, String.join(",", answer));
  }

  private static String record(String name, int type, String data) {
    return "{'name':'" + name + "','type':" + type + ",'TTL':60,'data':'" + data + "'}";
  }

  @Test
  void anAliasIsTheFirstOneAlone() {
    answer(
        "app.example.com CNAME",
        record("app.example.com.", 5, "GW.example.net."),
        record("gw.example.net.", 5, "node.example.net."));

    assertEquals(
        new Look.Seen(Set.of(new RecordData.Cname("gw.example.net"))),
        records.look("app.example.com", RecordType.CNAME));
  }

  @Test
  void textsAreReadThroughAliasesAndWithOrWithoutQuotes() {
    answer(
        "_a.app.example.com TXT",
        record("_a.app.example.com.", 5, "_a.zone.example.net."),
        record("_a.zone.example.net.", 16, "id:443"),
        record("_a.zone.example.net.", 16, "\\\"two \\\" \\\"strings\\\""));

    assertEquals(
        new Look.Seen(Set.of(new RecordData.Txt("id:443"), new RecordData.Txt("two strings"))),
        records.look("_a.app.example.com", RecordType.TXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 issue \\\"ca.example;accounturi=https://ca.example/1\\\"",
        "\\\\# 49 00 05 6973737565 63612e6578616d706c653b6163636f756e747572693d68747470733a2f2f63612e6578616d706c652f31"
      })
  void locksAreReadInBothForms(String data) {
    answer("example.com CAA", record("example.com.", 257, data));

    CaaLock lock =
        CaaLock.of(
            new CaaSearch(records.dns()).find(CaaName.parse("app.example.com").orElseThrow()),
            false,
            Set.of("ca.example"),
            Set.of("https://ca.example/1"));

    assertEquals(CaaLock.State.ACCOUNT_LOCKED, lock.state(), lock.warnings()::toString);
  }

  @Test
  void aNameWithoutRecordsIsSeen() {
    api.play(request -> Reply.json(200, "{'Status':3,'TC':false,'AD':true}"));

    assertEquals(new Look.Seen(Set.of()), records.look("app.example.com", RecordType.A));
    assertEquals(new Look.Seen(Set.of()), records.look("app.example.com", RecordType.CNAME));
  }

  @Test
  void aFailureIsNeverAnEmptyAnswer() {
    List<Reply> failures =
        List.of(
            Reply.json(200, "{'Status':2,'TC':false,'AD':false}"),
            Reply.json(200, "{'Status':0,'TC':true,'AD':false}"),
            Reply.json(200, "{'Answer':[]}"),
            Reply.json(200, "{'Status':16,'Answer':[]}"),
            Reply.json(200, "{'Status':-16,'Answer':[]}"),
            Reply.json(200, "{'Status':0,'Answer':'none'}"),
            Reply.json(200, "{'Status':0,'Answer':[" + record("app.example.com.", 1, "x") + "]}"),
            Reply.json(400, "{'error':'no'}"),
            Reply.html(200),
            Reply.html(503));
    for (Reply failure : failures) {
      api.play(request -> failure);

      Look look = records.look("app.example.com", RecordType.A);

      String why = assertInstanceOf(Look.Unknown.class, look, failure::toString).why();
      assertTrue(why.contains("app.example.com"), why);
    }
  }

  @Test
  void whatIsNotANameIsNotSeen() {
    for (RecordType type : List.of(RecordType.A, RecordType.CNAME)) {
      assertEquals(
          new Look.Unknown("not a name: a..example.com"), records.look("a..example.com", type));
    }
  }

  /** Else nobody knows whether to change the address, the network, or to wait. */
  @Test
  void theReasonOfAFailureIsTold() {
    Map<Reply, String> failures =
        Map.of(
            Reply.json(400, "{}"), "status 400",
            Reply.html(200), "the answer is not JSON with a Status");
    failures.forEach(
        (failure, reason) -> {
          api.play(request -> failure);
          for (RecordType type : List.of(RecordType.A, RecordType.CNAME)) {
            Look look = records.look("app.example.com", type);
            String why = assertInstanceOf(Look.Unknown.class, look).why();
            assertTrue(why.contains(reason), why);
          }
        });
  }

  @Test
  void anAddressMayHaveAQueryOfItsOwn() {
    answer("app.example.com A", record("app.example.com.", 1, "192.0.2.1"));
    PublicRecords other =
        PublicRecords.overHttp(api.address().resolve("/dns-query?key=x"), time.retries());

    assertEquals(
        new Look.Seen(Set.of(new RecordData.A("192.0.2.1"))),
        other.look("app.example.com", RecordType.A));
    assertEquals(
        "GET /dns-query?key=x&name=app.example.com&type=A",
        api.lines().get(api.lines().size() - 1));
  }
}
