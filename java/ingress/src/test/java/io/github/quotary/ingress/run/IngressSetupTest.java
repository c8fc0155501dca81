package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.RecordData.Caa;
import io.github.quotary.ingress.dns.RecordData.Cname;
import io.github.quotary.ingress.state.StateFolder;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records: in whose zone they stand, whose they are, and who is told of them. */
class IngressSetupTest {
  private static final String NAME = "app.example.com";

  @TempDir private Path folder;

  /** What a test does with a running ingress. */
  private interface Body {
    void run(Ingress ingress) throws Exception;
  }

  private void with(IngressLab lab, Body body) throws Exception {
    try (StateFolder state = StateFolder.open(folder.resolve("state"));
        Ingress ingress = Ingress.start(lab.configuration(), lab.parts(state))) {
      body.run(ingress);
    }
  }

  private static void passes(IngressLab lab, Ingress ingress) {
    PassReport pass = ingress.pass();
    assertTrue(pass.isGood(), () -> pass + "\n" + String.join("\n", lab.journal));
  }

  private static void assertAttested(IngressLab lab) throws Exception {
    DomainReport report = lab.judge(NAME);
    assertEquals(
        Verdict.PASS,
        report.verdict(),
        () ->
            report.checks().results().stream()
                .filter(result -> result.mandatory())
                .map(result -> result.check().id() + " " + result.finding().summary() + "\n")
                .toList()
                .toString());
  }

  /** The operator makes aliases once; the lock stands where they lead. */
  @Test
  void aDelegatedNameIsLockedWhereItsAliasLeads() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.set("DELEGATION_ZONE", "zone.example.org").set("DNS_SETUP_TIMEOUT", "0");
      with(
          lab,
          ingress -> {
            assertFalse(ingress.pass().isGood());
            lab.operatorMakesTheRecordsThatAreTold();
            passes(lab, ingress);
            assertAttested(lab);
            assertTrue(
                lab.zone.texts().stream()
                    .allMatch(text -> text.split(" ")[0].endsWith(".zone.example.org")),
                lab.zone.texts()::toString);
          });
    }
  }

  /** All are told what to make; whoever is ready is served. */
  @Test
  void aNameDoesNotWaitForAnothersOperator() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME, "b.example.com")) {
      lab.byAlpn().set("DNS_SETUP_TIMEOUT", "0");
      with(
          lab,
          ingress -> {
            assertFalse(ingress.pass().isGood());
            assertTrue(lab.told("make this record {name=" + NAME), lab.journal::toString);
            assertTrue(lab.told("make this record {name=b.example.com"), lab.journal::toString);
            lab.operatorMakesTheRecordsOf(NAME);

            PassReport pass = ingress.pass();

            assertEquals(1, pass.failures().size(), pass::toString);
            assertTrue(pass.failures().get(0).contains("b.example.com"), pass::toString);
            assertAttested(lab);
          });
    }
  }

  /** A foreign lock goes only if the settings name it, as a plan shows it. */
  @Test
  void aForeignLockGoesOnlyIfItIsNamed() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      DnsRecord foreign = DnsRecord.of(NAME, new Caa(0, Caa.ISSUE, "other.example"));
      lab.zone.add(foreign);
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertTrue(lab.told("a foreign record is in the way"), lab.journal::toString);
            assertTrue(lab.zone.texts().contains(foreign.toString()));
            assertEquals(Verdict.FAIL, lab.judge(NAME).verdict());
          });
      lab.set("REPLACE_RECORDS", foreign.toString());
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertFalse(lab.zone.texts().contains(foreign.toString()));
            assertAttested(lab);
          });
    }
  }

  @Test
  void aNameThatLeadsElsewhereIsLeftAlone() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.zone.add(DnsRecord.of(NAME, new Cname("elsewhere.example")));
      with(
          lab,
          ingress -> {
            assertFalse(ingress.pass().isGood());
            assertEquals(List.of(NAME + " CNAME elsewhere.example"), lab.zone.texts());
          });
    }
  }

  /** Another gateway and port: what the app wrote before gives way, for it is its own. */
  @Test
  void recordsOfAnEarlierConfigurationAreReplaced() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.zone.add(DnsRecord.of("other." + NAME, new Cname("gw.example.net")));
      with(lab, ingress -> passes(lab, ingress));
      lab.set("GATEWAY_DOMAIN", "gw2.example.net");
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertTrue(lab.zone.texts().contains(NAME + " CNAME gw2.example.net"));
            assertFalse(lab.zone.texts().contains(NAME + " CNAME gw.example.net"));
            assertTrue(lab.zone.texts().contains("other." + NAME + " CNAME gw.example.net"));
            assertAttested(lab);
          });
    }
  }

  /** The authority has lost the account: the lock moves to the new one before anything else. */
  @Test
  void aLostAccountMovesTheLockBeforeTheNextOrder() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      with(lab, ingress -> passes(lab, ingress));
      List<String> before = lab.zone.texts();
      lab.loseAccounts();
      lab.isLater();
      with(
          lab,
          ingress -> {
            passes(lab, ingress);
            assertNotEquals(before, lab.zone.texts());
            assertEquals(before.size(), lab.zone.texts().size(), lab.zone.texts()::toString);
            assertAttested(lab);
          });
    }
  }

  /** Everybody who knows the token and Intel can tell that the app itself asks. */
  @Test
  void aWebhookIsToldWithASignatureAndAQuote() throws Exception {
    List<String> posts = new ArrayList<>();
    HttpServer hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          try (exchange) {
            posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(posts.size() < 2 ? 503 : 204, -1);
          }
        });
    hook.start();
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.byAlpn()
          .set("DNS_SETUP_TIMEOUT", "0")
          .set("DNS_SETUP_MODE", "webhook")
          .set("DNS_WEBHOOK_URL", "http://127.0.0.1:" + hook.getAddress().getPort() + "/x")
          .set("DNS_WEBHOOK_TOKEN", "the-token");
      with(lab, ingress -> assertFalse(ingress.pass().isGood()));
    } finally {
      hook.stop(0);
    }

    assertEquals(2, posts.size(), "a failed post is tried again");
    JsonNode post = new ObjectMapper().readTree(posts.get(1));
    byte[] payload = post.path("payload").asText().getBytes(StandardCharsets.UTF_8);
    JsonNode told = new ObjectMapper().readTree(payload);
    assertEquals(4, told.path("records").size());
    assertEquals(NAME, told.path("domain").asText());
    assertEquals("tls-alpn-01", told.path("challenge").asText());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("the-token".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    assertEquals(HexFormat.of().formatHex(mac.doFinal(payload)), post.path("hmac_sha256").asText());
    String quote = post.path("attestation").path("quote").asText();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
    assertEquals(digest + "0".repeat(64), quote.substring(2 * 568, 2 * 632));
  }

  /** A receiver that never ends its answer costs its time, and no more. */
  @Test
  @Timeout(120)
  void anEndlessAnswerOfAWebhookEnds() throws Exception {
    try (HostileServer hook = HostileServer.http(Endlessness.DRIPPING_BODY);
        IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.byAlpn()
          .set("DNS_SETUP_TIMEOUT", "0")
          .set("DNS_SETUP_MODE", "webhook")
          .set("DNS_WEBHOOK_URL", hook.address() + "/x")
          .set("DNS_WEBHOOK_TIMEOUT", "1");
      with(lab, ingress -> assertFalse(ingress.pass().isGood()));
      assertTrue(hook.isLeft(), "the connections are closed");
      assertEquals(3, hook.accepted());
    }
  }

  /** Nobody would make the records otherwise, and nobody would know why. */
  @Test
  void aWebhookThatIsNotThereIsTold() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      lab.byAlpn()
          .set("DNS_SETUP_TIMEOUT", "0")
          .set("DNS_SETUP_MODE", "webhook")
          .set("DNS_WEBHOOK_URL", "http://127.0.0.1:1/x");
      with(lab, ingress -> assertFalse(ingress.pass().isGood()));
      assertTrue(lab.told("it could not be reached"), lab.journal::toString);
    }
  }

  /** A stop wakes the thread that waits for the next pass. */
  @Test
  void anInterruptEndsTheRun() throws Exception {
    try (IngressLab lab = IngressLab.start(folder, NAME)) {
      with(
          lab,
          ingress -> {
            Thread.currentThread().interrupt();
            ingress.run();
            assertTrue(Thread.interrupted());
          });
    }
  }
}
