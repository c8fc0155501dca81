package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Providers whose answers do not end, or are not their own: no try believes them, or waits on. */
@Timeout(120)
class HostileProvidersTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final FakeApi.Time time = new FakeApi.Time();

  @ParameterizedTest
  @EnumSource
  void anApiIsGivenUp(Endlessness conduct) throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      // Little where time is what ends it.
      Duration limit =
          switch (conduct) {
            case ENDLESS_BODY, ENDLESS_REDIRECTS -> Duration.ofSeconds(60);
            default -> SHORT;
          };
      HttpApi api = new HttpApi(server.address(), Map.of(), Secret.of("key-0123"), time, limit);
      Attempt<String> attempt = api.get("/zones", answer -> Attempt.done("taken"));
      switch (conduct) {
        case ENDLESS_BODY, ENDLESS_REDIRECTS ->
            assertInstanceOf(
                DnsResult.Refused.class, assertInstanceOf(Attempt.Over.class, attempt).result());
        case ENDLESS_HEAD -> assertInstanceOf(Attempt.Again.class, attempt);
        default ->
            assertEquals(
                "no answer within 300 ms", assertInstanceOf(Attempt.Again.class, attempt).why());
      }
      assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connection is closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void route53IsGivenUp(Endlessness conduct) throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      Route53Dns dns =
          Route53Dns.at(
              server.address(),
              new DnsAccess.Route53(
                  Secret.of("AKIDEXAMPLE"), Secret.of("secret-key-0123"), Optional.empty(), "us-1"),
              time.retries(),
              SHORT);
      DnsResult<Zone> result = dns.zoneOf("app.example.com");
      assertTrue(!(result instanceof DnsResult.Done), result::words);
      assertTrue(!conduct.isClosedByTheJdk() || server.isLeft(), "the connections are closed");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ENDLESS_HEAD")
  void aResolverOverHttpIsGivenUp(Endlessness conduct) {
    try (HostileServer server = HostileServer.http(conduct)) {
      PublicRecords records = PublicRecords.overHttp(server.address(), time.retries(), SHORT);
      assertInstanceOf(
          PublicRecords.Look.Unknown.class, records.look("app.example.com", RecordType.A));
    }
  }

  @Test
  void aNameServerIsGivenUp() throws InterruptedException {
    try (HostileServer server = HostileServer.http(Endlessness.SILENT)) {
      Rfc2136Dns dns =
          new Rfc2136Dns(
              new DnsAccess.Rfc2136(
                  "127.0.0.1",
                  server.socketAddress().getPort(),
                  "writer",
                  "hmac-sha256",
                  Secret.of("c2VjcmV0LWtleS1vZi10aGUtdGVzdA==")),
              time.retries(),
              SHORT);
      assertInstanceOf(DnsResult.Unavailable.class, dns.zoneOf("app.example.com"));
      assertEquals(5, server.accepted(), "each try on a connection of its own");
      assertTrue(server.isLeft(), "the connections are closed");
    }
  }

  /** Anybody on the way could have made it. */
  @Test
  void anAnswerOfANameServerWithoutASignatureIsNotBelieved() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerUnsigned(server));
      answering.start();
      Rfc2136Dns dns =
          new Rfc2136Dns(
              new DnsAccess.Rfc2136(
                  "127.0.0.1",
                  server.getLocalPort(),
                  "writer",
                  "hmac-sha256",
                  Secret.of("c2VjcmV0LWtleS1vZi10aGUtdGVzdA==")),
              time.retries(),
              Duration.ofSeconds(10));

      DnsResult<Zone> result = dns.zoneOf("app.example.com");

      assertTrue(result.words().contains("not signed"), result::words);
    }
  }

  /** Denies every name, and names the zone, as the server of a zone does. */
  private static void answerUnsigned(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        DataInputStream in = new DataInputStream(client.getInputStream());
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        Message query = new Message(question);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        Name zone = Name.fromString("example.com.");
        answer.addRecord(
            new SOARecord(zone, DClass.IN, 60, zone, zone, 1, 1, 1, 1, 1), Section.AUTHORITY);
        byte[] bytes = answer.toWire();
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeShort(bytes.length);
        out.write(bytes);
      } catch (IOException e) {
        // The client left, or the test is over.
      }
    }
  }
}
