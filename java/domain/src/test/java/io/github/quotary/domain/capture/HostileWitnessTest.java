package io.github.quotary.domain.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsAnswer;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Witnesses whose answers do not end: nothing is known, and nothing is held up. */
@Timeout(120)
class HostileWitnessTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final CtRequests ONCE = CtRequests.single(SHORT);

  @ParameterizedTest
  @EnumSource
  void crtShIsGivenUp(Endlessness conduct) throws InterruptedException {
    givenUp(conduct, server -> new CrtShClient(server.address().resolve("/"), ONCE));
  }

  @ParameterizedTest
  @EnumSource
  void certSpotterIsGivenUp(Endlessness conduct) throws InterruptedException {
    givenUp(
        conduct,
        server ->
            new CertSpotterClient(
                server.address().resolve("/v1/issuances"), Optional.empty(), ONCE));
  }

  private static void givenUp(Endlessness conduct, Function<HostileServer, CtSource> client)
      throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      CtReply reply = client.apply(server).search("a.example.com");
      CtReply.Failed failed = assertInstanceOf(CtReply.Failed.class, reply);
      if (conduct.isSlow()) {
        assertEquals("no answer within 300 ms", failed.why());
      }
      assertEquals(1, failed.tries());
      assertClosed(conduct, server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateIsGivenUp(Endlessness conduct) throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      CtReply reply = new CrtShClient(server.address().resolve("/"), ONCE).certificate(7);
      assertInstanceOf(CtReply.Failed.class, reply);
      assertClosed(conduct, server);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dnsOverHttpsIsGivenUp(Endlessness conduct) throws Exception {
    try (HostileServer server = HostileServer.http(conduct)) {
      DnsAnswer answer =
          DnsServers.overHttps(
                  server.address().resolve("/dns-query"),
                  // Little where time is what ends it.
                  conduct.isSlow() || conduct == Endlessness.ENDLESS_HEAD
                      ? SHORT
                      : Duration.ofSeconds(30))
              .ask(Name.fromString("a.example.com."), Type.CAA);
      DnsAnswer.Failed failed = assertInstanceOf(DnsAnswer.Failed.class, answer);
      if (conduct.isSlow()) {
        assertEquals("no answer for a.example.com. CAA: no answer within 300 ms", failed.cause());
      }
      if (conduct == Endlessness.ENDLESS_BODY) {
        assertTrue(failed.cause().endsWith("the answer has more than 65535 bytes"), failed.cause());
      }
      if (conduct == Endlessness.ENDLESS_REDIRECTS) {
        assertTrue(failed.cause().endsWith("HTTP status 302"), failed.cause());
      }
      assertClosed(conduct, server);
    }
  }

  @Test
  void whatIsNotADnsMessageIsNoAnswer() throws Exception {
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      server.body("<html>");
      DnsAnswer answer =
          DnsServers.overHttps(server.address(), Duration.ofSeconds(10))
              .ask(Name.fromString("a.example.com."), Type.CAA);
      assertEquals(
          "no answer for a.example.com. CAA: the answer is not a DNS message",
          assertInstanceOf(DnsAnswer.Failed.class, answer).cause());
    }
  }

  @Test
  void anInterruptedQuestionHasNoAnswerAndStaysKnown() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      DnsSource dns =
          DnsServers.overHttps(
              URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
              Duration.ofSeconds(10));
      Thread.currentThread().interrupt();
      DnsAnswer answer = dns.ask(Name.fromString("a.example.com."), Type.CAA);
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      assertEquals(
          "no answer for a.example.com. CAA: the question was interrupted",
          assertInstanceOf(DnsAnswer.Failed.class, answer).cause());
    }
  }

  /** Without records it would be taken for a name that nobody restricts. */
  @Test
  void anAnswerToAnotherQuestionIsNoAnswer() throws Exception {
    try (ScriptedHttp server = ScriptedHttp.of(200)) {
      Message other =
          Message.newQuery(
              Record.newRecord(Name.fromString("b.example.com."), Type.CAA, DClass.IN));
      other.getHeader().setID(0); // The server sends text: no byte above 127.
      server.body(new String(other.toWire(), StandardCharsets.US_ASCII));
      DnsAnswer answer =
          DnsServers.overHttps(server.address(), Duration.ofSeconds(10))
              .ask(Name.fromString("a.example.com."), Type.CAA);
      assertEquals(
          "no answer for a.example.com. CAA: an answer to another question",
          assertInstanceOf(DnsAnswer.Failed.class, answer).cause());
    }
  }

  private static void assertClosed(Endlessness conduct, HostileServer server)
      throws InterruptedException {
    assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connection is closed");
  }
}
