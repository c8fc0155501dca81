package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.AcmeFault.AccountLost;
import io.github.quotary.ingress.acme.AcmeFault.ChallengeFailed;
import io.github.quotary.ingress.acme.AcmeFault.RateLimited;
import io.github.quotary.ingress.acme.AcmeFault.Refused;
import io.github.quotary.ingress.acme.AcmeFault.TimedOut;
import io.github.quotary.ingress.acme.AcmeFault.Unreachable;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An authority that fails: once, for long, or for good. */
class OrderFaultsTest {
  @TempDir static Path folder;
  private static AcmeLab lab;
  private static TestCa front;
  private static int orders;

  private final AcmeLab.Memory files = new AcmeLab.Memory();
  private final String name = "f" + (++orders) + ".example.com";
  private AcmeAccount account;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_AUTHZREUSE", "0", "PEBBLE_WFE_NONCEREJECT", "0"));
    front = TestCa.start(lab.pebble, lab.tls);
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
    account = AcmeLab.account(lab.ca(AcmeDirectory.of(front.directory())), files);
    front.calm();
  }

  private OrderReport order() {
    return new AcmeOrders(account, files)
        .order(AcmeLab.request(name), new AcmeLab.DnsWriter(lab.dns));
  }

  private IssuedCertificate issued() {
    return AcmeLab.issued(order());
  }

  private boolean isOrderKept() {
    return files.files.keySet().stream().anyMatch(path -> path.startsWith("orders/"));
  }

  private boolean isRecordThere() {
    return !lab.dns.at("_acme-challenge." + name, "TXT").isEmpty();
  }

  private long newOrders() {
    return front.requests(Kind.NEW_ORDER).size();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NEW_ORDER", "ORDER", "AUTHORIZATION", "CHALLENGE", "FINALIZE", "CERTIFICATE"})
  void oneFaultOfAnyKindCostsNothing(Kind kind) throws Exception {
    front.fail(
        kind,
        new TestCa.Fault.Answer(new CaReply(503, Map.of("Retry-After", "2"), "")),
        new TestCa.Fault.Cut(false),
        new TestCa.Fault.Cut(true),
        new TestCa.Fault.Answer(CaReply.problem(400, "badNonce", "again")),
        new TestCa.Fault.Answer(CaReply.problem(400, "badNonce", "and again")));
    lab.assertTrusted(issued());
    assertFalse(isOrderKept());
    assertFalse(isRecordThere());
  }

  @ParameterizedTest
  @EnumSource(names = {"NEW_ORDER", "ORDER", "AUTHORIZATION", "CHALLENGE", "CERTIFICATE"})
  void answerThatCannotBeReadCostsNothing(Kind kind) throws Exception {
    front.fail(kind, new TestCa.Fault.Garbled("{"), new TestCa.Fault.Garbled("[]"));
    lab.assertTrusted(issued());
  }

  @Test
  void rateLimitIsNotTriedAgain() {
    front.fail(
        Kind.NEW_ORDER,
        CaReply.problem(429, "rateLimited", "too many certificates").with("Retry-After", "3600"));
    OrderReport report = order();
    RateLimited limited = AcmeLab.fault(RateLimited.class, report);
    assertEquals(Optional.of(Duration.ofHours(1)), limited.retryAfter());
    assertEquals(1, newOrders());
    issued();
  }

  @Test
  void rateLimitWithoutAProblemIsOne() {
    front.fail(Kind.NEW_ORDER, new CaReply(429, Map.of("Retry-After", "60"), "slow down"));
    RateLimited limited = AcmeLab.fault(RateLimited.class, order());
    assertEquals(Optional.of(Duration.ofMinutes(1)), limited.retryAfter());
    assertEquals(1, newOrders());
  }

  @Test
  void lostAccountIsTold() {
    front.fail(Kind.NEW_ORDER, CaReply.problem(400, "accountDoesNotExist", "who?"));
    AcmeLab.fault(AccountLost.class, order());
    assertFalse(isOrderKept());
  }

  @Test
  void refusalNamesTheNames() {
    CaReply reply =
        CaReply.problem(400, "rejectedIdentifier", "no")
            .withBody(
                """
                {"type": "urn:ietf:params:acme:error:rejectedIdentifier",
                 "detail": "some names\\nare refused",
                 "subproblems": [{"type": "urn:ietf:params:acme:error:rejectedIdentifier",
                   "detail": "by policy", "identifier": {"type": "dns", "value": "x.example"}}]}
                """);
    front.fail(Kind.NEW_ORDER, reply);
    Refused refused = AcmeLab.fault(Refused.class, order());
    assertEquals(
        new AcmeProblem(
            "rejectedIdentifier",
            "some names\\u{a}are refused",
            List.of(new AcmeProblem.Part("x.example", "rejectedIdentifier", "by policy"))),
        refused.problem());
    assertEquals(1, newOrders());
  }

  /** An order that ends because the authority is away when it is asked for this. */
  private void outage(Kind kind) {
    for (int i = 0; i < 4; i++) {
      front.fail(kind, new TestCa.Fault.Cut(false));
    }
    AcmeLab.fault(Unreachable.class, order());
  }

  /** The authority stays away after the order was made: the next run goes on with the same one. */
  @Test
  void orderIsGoneOnWithAfterAnOutage() throws Exception {
    outage(Kind.FINALIZE);
    assertTrue(isOrderKept());
    assertFalse(isRecordThere());
    lab.assertTrusted(issued());
    assertEquals(1, newOrders());
  }

  @Test
  void orderStaysThroughAnotherOutage() throws Exception {
    outage(Kind.FINALIZE);
    outage(Kind.ORDER);
    assertTrue(isOrderKept());
    lab.assertTrusted(issued());
    assertEquals(1, newOrders());
  }

  @Test
  void refusalOfAnAnswerIsTold() {
    front.fail(Kind.CHALLENGE, CaReply.problem(403, "unauthorized", "not yours"));
    Refused refused = AcmeLab.fault(Refused.class, order());
    assertEquals("not yours", refused.problem().detail());
    assertFalse(isRecordThere());
  }

  @Test
  void certificateIsFetchedAfterAnOutage() throws Exception {
    outage(Kind.CERTIFICATE);
    lab.assertTrusted(issued());
    assertEquals(1, newOrders());
    assertEquals(1, front.requests(Kind.FINALIZE).size());
  }

  /** An order that never moves ends by its limit, not by a count. */
  @Test
  void orderThatNeverMovesTimesOut() throws Exception {
    String stuck =
        """
        {"status": "processing", "identifiers": [{"type": "dns", "value": "%s"}],
         "authorizations": [], "finalize": "https://127.0.0.1/f"}"""
            .formatted(name);
    for (int i = 0; i < 400; i++) {
      front.fail(Kind.ORDER, CaReply.json(stuck));
    }
    TimedOut late = AcmeLab.fault(TimedOut.class, order());
    assertEquals(Duration.ofMinutes(5), late.limit());
    assertTrue(isOrderKept());
    front.calm();
    lab.assertTrusted(issued());
    assertEquals(0, newOrders());
  }

  @Test
  void orderThatTheAuthorityForgotIsMadeAnew() throws Exception {
    outage(Kind.FINALIZE);
    front.fail(Kind.ORDER, CaReply.problem(404, "malformed", "no such order"));
    lab.assertTrusted(issued());
    assertEquals(2, newOrders());
  }

  @Test
  void invalidOrderIsMadeAnew() throws Exception {
    outage(Kind.FINALIZE);
    front.fail(Kind.ORDER, CaReply.json("{\"status\": \"invalid\"}"));
    lab.assertTrusted(issued());
    assertEquals(2, newOrders());
  }

  /** What is under way for other names is not what is wanted now. */
  @Test
  void orderForOtherNamesIsMadeAnew() throws Exception {
    outage(Kind.FINALIZE);
    IssuedCertificate issued =
        AcmeLab.issued(
            new AcmeOrders(account, files)
                .order(AcmeLab.request(name, "other." + name), new AcmeLab.DnsWriter(lab.dns)));
    assertEquals(2, issued.names().size());
    assertEquals(2, newOrders());
  }

  /** A stored order that is done is not taken for a renewal. */
  @Test
  void renewalIsAnotherCertificate() throws Exception {
    IssuedCertificate first = issued();
    IssuedCertificate second = issued();
    assertFalse(first.leaf().equals(second.leaf()));
    assertFalse(first.key().equals(second.key()));
    String file = "certificates/" + account.ca().directory().folder() + "/" + name + ".pem";
    assertEquals(second.leaf(), IssuedCertificate.read(files.read(file).orElseThrow()).leaf());
  }

  @Test
  void certificateOfAnotherKeyIsNotTaken() throws Exception {
    String foreign = issued().chainPem();
    front.fail(Kind.CERTIFICATE, new TestCa.Fault.Garbled(foreign));
    AcmeLab.fault(AcmeFault.Unusable.class, order());
    assertFalse(isOrderKept());
  }

  @Test
  void failedValidationIsToldAndCleanedUp() {
    ChallengeResponder wrong =
        new AcmeLab.DnsWriter(lab.dns) {
          @Override
          public Optional<String> present(DnsChallenge challenge) {
            lab.dns.add(challenge.name(), "TXT", "wrong");
            return Optional.empty();
          }
        };
    OrderReport report = new AcmeOrders(account, files).order(AcmeLab.request(name), wrong);
    ChallengeFailed failed = AcmeLab.fault(ChallengeFailed.class, report);
    assertEquals(name, failed.name());
    assertEquals("unauthorized", failed.problem().type());
    assertFalse(isOrderKept());
    lab.dns.remove("_acme-challenge." + name, "TXT", "wrong");
    issued();
  }
}
