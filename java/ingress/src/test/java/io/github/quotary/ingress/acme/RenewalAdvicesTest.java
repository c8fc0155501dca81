package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.CaRequest.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renewal information: asked for, and told of in the order that follows. */
class RenewalAdvicesTest {
  private static final String WINDOW =
      """
      {"suggestedWindow": {"start": "2030-01-02T04:00:00Z", "end": "2030-01-03T04:00:00Z"},
       "explanationURL": "https://ca.example/why"}""";

  @TempDir static Path folder;
  private static AcmeLab lab;
  private static TestCa front;
  private static CaReply answer;

  private final AcmeLab.Memory files = new AcmeLab.Memory();
  private AcmeAccount account;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_WFE_NONCEREJECT", "0"));
    front = TestCa.start(lab.pebble, lab.tls);
    answer = CaReply.json(WINDOW);
    front.renewalInfo(identifier -> answer);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      front.close();
      lab.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    front.calm();
    answer = CaReply.json(WINDOW);
    account = AcmeLab.account(lab.ca(AcmeDirectory.of(front.directory())), files);
  }

  private IssuedCertificate order(Optional<IssuedCertificate> replaced) {
    OrderRequest request = AcmeLab.request("ari.example.com");
    return AcmeLab.issued(
        new AcmeOrders(account, files)
            .order(
                new OrderRequest(
                    request.lineage(),
                    request.names(),
                    replaced.map(IssuedCertificate::leaf),
                    request.limit()),
                new AcmeLab.DnsWriter(lab.dns)));
  }

  private RenewalAdvice advice(IssuedCertificate certificate) {
    AdviceResult result = RenewalAdvices.ask(account, certificate.leaf());
    return assertInstanceOf(AdviceResult.Given.class, result, result::toString).advice();
  }

  @Test
  void adviceIsTheAuthoritys() {
    RenewalAdvice advice = advice(order(Optional.empty()));
    assertEquals(Instant.parse("2030-01-02T04:00:00Z"), advice.start());
    assertEquals(Instant.parse("2030-01-03T04:00:00Z"), advice.end());
    assertEquals(Optional.of("https://ca.example/why"), advice.explanation());
  }

  @Test
  void nextQuestionIsWithinLimits() {
    IssuedCertificate certificate = order(Optional.empty());
    for (List<String> pair :
        List.of(
            List.of("5", "PT1M"),
            List.of("21600", "PT6H"),
            List.of("99999999", "PT24H"),
            List.of("soon", "PT6H"))) {
      answer = CaReply.json(WINDOW).with("Retry-After", pair.get(0));
      assertEquals(
          lab.clock.instant().plus(Duration.parse(pair.get(1))),
          advice(certificate).askAgain(),
          pair.get(0));
    }
  }

  @Test
  void brokenAdviceIsNone() {
    IssuedCertificate certificate = order(Optional.empty());
    for (String broken :
        List.of(
            "{}",
            "{",
            "{\"suggestedWindow\": {\"start\": \"2030-01-02T04:00:00Z\","
                + " \"end\": \"2030-01-01T04:00:00Z\"}}")) {
      answer = CaReply.json(broken);
      AdviceResult result = RenewalAdvices.ask(account, certificate.leaf());
      AcmeFault fault = assertInstanceOf(AdviceResult.Failed.class, result).fault();
      assertInstanceOf(AcmeFault.Unusable.class, fault);
    }
  }

  @Test
  void authorityWithoutAdviceIsNoFault() throws Exception {
    IssuedCertificate certificate = order(Optional.empty());
    AcmeAccount direct = AcmeLab.account(lab.ca(), new AcmeLab.Memory());
    assertInstanceOf(AdviceResult.None.class, RenewalAdvices.ask(direct, certificate.leaf()));
  }

  @Test
  void renewalNamesWhatItReplaces() {
    IssuedCertificate first = order(Optional.empty());
    front.calm();
    order(Optional.of(first));
    String replaces = front.requests(Kind.NEW_ORDER).get(0).payload().path("replaces").asText();
    assertEquals(RenewalAdvices.identifier(first.leaf()).orElseThrow(), replaces);
  }

  /** A certificate that was replaced already, in a run that crashed, does not stop a renewal. */
  @Test
  void refusedReplacementIsOrderedWithout() {
    IssuedCertificate first = order(Optional.empty());
    front.calm();
    front.fail(Kind.NEW_ORDER, CaReply.problem(409, "alreadyReplaced", "it is"));
    order(Optional.of(first));
    List<CaRequest> requests = front.requests(Kind.NEW_ORDER);
    assertEquals(2, requests.size());
    assertTrue(requests.get(1).payload().path("replaces").isMissingNode());
  }
}
