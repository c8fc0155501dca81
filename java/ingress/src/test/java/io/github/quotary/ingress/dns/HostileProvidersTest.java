package io.github.quotary.ingress.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.simulator.domain.server.Endlessness;
import io.github.quotary.simulator.domain.server.HostileServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Providers whose answers do not end: each try ends in time, and its connection with it. */
@Timeout(120)
class HostileProvidersTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final FakeApi.Time time = new FakeApi.Time();

  @ParameterizedTest
  @EnumSource
  void anApiIsGivenUp(Endlessness conduct) throws InterruptedException {
    try (HostileServer server = HostileServer.http(conduct)) {
      HttpApi api = new HttpApi(server.address(), Map.of(), Secret.of("key-0123"), time, SHORT);
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
}
