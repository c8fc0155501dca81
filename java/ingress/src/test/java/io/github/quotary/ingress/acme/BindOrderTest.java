package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.ingress.config.DnsAccess;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.dns.Bind;
import io.github.quotary.ingress.dns.DnsRecord;
import io.github.quotary.ingress.dns.DnsResult;
import io.github.quotary.ingress.dns.FoundRecord;
import io.github.quotary.ingress.dns.RecordData;
import io.github.quotary.ingress.dns.RecordType;
import io.github.quotary.ingress.dns.Retries;
import io.github.quotary.ingress.dns.Rfc2136Dns;
import io.github.quotary.ingress.dns.Zone;
import io.github.quotary.ingress.state.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wildcard by Pebble, which asks BIND, which we write to; kept in a state folder on the disk. */
class BindOrderTest {
  @TempDir Path folder;

  @Test
  void wildcardThroughDynamicUpdates() throws Exception {
    assumeTrue(Bind.program().isPresent(), "named is not installed (Debian's package bind9)");
    assumeTrue(Pebble.program().isPresent(), "pebble is not installed");
    TestTls tls = TestTls.make();
    TestClock clock = new TestClock();
    try (Bind bind = Bind.start(Files.createDirectory(folder.resolve("bind")));
        Pebble pebble = Pebble.start(folder.resolve("pebble"), tls, bind.port(), Map.of());
        StateFolder state = StateFolder.open(folder.resolve("state"))) {
      Writer writer =
          new Writer(
              new Rfc2136Dns(
                  new DnsAccess.Rfc2136(
                      "127.0.0.1", bind.port(), "writer", "hmac-sha256", Secret.of(Bind.KEY)),
                  Retries.usual(clock, clock::pass)));
      Timing timing =
          Timing.of(
              clock,
              time -> {
                clock.pass(time);
                pebble.breathe();
              });
      AcmeDirectory directory = AcmeDirectory.of(pebble.directory());
      AcmeCa ca = AcmeCa.of(directory, AcmeHttp.trusting(tls.rootPem()), timing);
      AccountResult.Opened account =
          assertInstanceOf(
              AccountResult.Opened.class, AcmeAccounts.open(ca, state, Optional.empty()));
      OrderRequest request = AcmeLab.request("*.app.example.com", "app.example.com");
      IssuedCertificate issued =
          AcmeLab.issued(new AcmeOrders(account.account(), state).order(request, writer));

      assertEquals(Set.of("*.app.example.com", "app.example.com"), issued.names());
      StoredCertificate.Found stored =
          assertInstanceOf(
              StoredCertificate.Found.class,
              AcmeOrders.stored(state, directory, "*.app.example.com"));
      assertEquals(issued.leaf(), stored.certificate().leaf());
      assertEquals(issued.key(), stored.certificate().key());
      assertEquals(List.of(), state.list("orders/" + directory.folder()));
      assertEquals(List.of(), writer.standing("_acme-challenge.app.example.com"));
      Path file = state.path().resolve("certificates").resolve(directory.folder());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(file.resolve("*.app.example.com.pem"))));
    }
  }

  /** Writes by RFC 2136. */
  private static final class Writer implements ChallengeResponder.Dns01 {
    private final Rfc2136Dns dns;

    private Writer(Rfc2136Dns dns) {
      this.dns = dns;
    }

    private Zone zone(String name) {
      return assertInstanceOf(DnsResult.Done.class, dns.zoneOf(name)).value() instanceof Zone zone
          ? zone
          : new Zone("", "");
    }

    private List<FoundRecord> standing(String name) {
      DnsResult<List<FoundRecord>> found = dns.list(zone(name), name, RecordType.TXT);
      return found instanceof DnsResult.Done<List<FoundRecord>> done ? done.value() : List.of();
    }

    private static DnsRecord record(DnsChallenge challenge) {
      return DnsRecord.of(challenge.name(), new RecordData.Txt(challenge.value()));
    }

    @Override
    public Optional<String> present(DnsChallenge challenge) {
      DnsResult<FoundRecord> created = dns.create(zone(challenge.name()), record(challenge));
      return created instanceof DnsResult.Done ? Optional.empty() : Optional.of(created.toString());
    }

    @Override
    public Optional<String> ready(List<DnsChallenge> challenges) {
      return Optional.empty();
    }

    @Override
    public Optional<String> cleanup(DnsChallenge challenge) {
      for (FoundRecord found : standing(challenge.name())) {
        if (found.record().saysTheSameAs(record(challenge))) {
          dns.delete(zone(challenge.name()), found);
        }
      }
      return Optional.empty();
    }
  }
}
