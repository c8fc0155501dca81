package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.ingress.acme.AcmeFault.ChallengeFailed;
import io.github.quotary.ingress.acme.AcmeFault.Refused;
import io.github.quotary.ingress.acme.CaRequest.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.SimpleResolver;

/** An authority that enforces CAA, under a lock that names the account and the method. */
class CaaLockTest {
  private static final String ISSUER = "ca.example";

  @TempDir static Path folder;
  private static AcmeLab lab;
  private static TestCa front;
  private static int names;

  private final AcmeLab.Memory files = new AcmeLab.Memory();
  private final String name = "lock" + (++names) + ".example.com";
  private AcmeAccount account;

  @BeforeAll
  static void start() throws Exception {
    lab = AcmeLab.start(folder, Map.of("PEBBLE_AUTHZREUSE", "100"));
    front = TestCa.start(lab.pebble, lab.tls);
    SimpleResolver resolver =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), lab.dns.port()));
    resolver.setTimeout(Duration.ofSeconds(10));
    front.enforceCaa(ISSUER, ResolverDns.of(resolver));
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
  }

  private void lock(String tag, String account, String methods) {
    lab.dns.add(
        name,
        "CAA",
        "0 %s \"%s;validationmethods=%s;accounturi=%s\"".formatted(tag, ISSUER, methods, account));
  }

  private OrderReport order(String... wanted) {
    return new AcmeOrders(account, files)
        .order(AcmeLab.request(wanted), new AcmeLab.DnsWriter(lab.dns));
  }

  /** The lock is there before the first order, and a renewal under it is no trouble. */
  @Test
  void lockedAccountGetsItsCertificateAndRenewsIt() throws Exception {
    lock("issue", account.uri().toString(), "dns-01");
    lock("issuewild", account.uri().toString(), "dns-01");
    IssuedCertificate first = AcmeLab.issued(order(name, "*." + name));
    OrderRequest renewal = AcmeLab.request(name, "*." + name);
    IssuedCertificate second =
        AcmeLab.issued(
            new AcmeOrders(account, files)
                .order(
                    new OrderRequest(
                        renewal.lineage(),
                        renewal.names(),
                        Optional.of(first.leaf()),
                        renewal.limit()),
                    new AcmeLab.DnsWriter(lab.dns)));
    lab.assertTrusted(second);
    assertFalse(first.leaf().equals(second.leaf()));
  }

  @Test
  void otherAccountIsRefused() throws Exception {
    lock("issue", account.uri().toString(), "dns-01");
    account = AcmeLab.account(lab.ca(AcmeDirectory.of(front.directory())), new AcmeLab.Memory());
    ChallengeFailed failed = AcmeLab.fault(ChallengeFailed.class, order(name));
    assertEquals("caa", failed.problem().type());
    assertEquals(name, failed.name());
    assertTrue(lab.dns.at("_acme-challenge." + name, "TXT").isEmpty());
  }

  /** The lock of a name without that of its wildcards stops the wildcard alone. */
  @Test
  void wildcardHasALockOfItsOwn() throws Exception {
    lock("issue", account.uri().toString(), "dns-01");
    lock("issuewild", account.uri() + "0", "dns-01");
    ChallengeFailed failed = AcmeLab.fault(ChallengeFailed.class, order(name, "*." + name));
    assertEquals("*." + name, failed.name());
    AcmeLab.issued(order(name));
  }

  @Test
  void otherMethodIsRefused() throws Exception {
    lock("issue", account.uri().toString(), "tls-alpn-01");
    assertEquals("caa", AcmeLab.fault(ChallengeFailed.class, order(name)).problem().type());
  }

  /** The authority still has a valid authorization, so that it looks at the last moment. */
  @Test
  void lockOfAnotherAccountStopsARenewal() throws Exception {
    AcmeLab.issued(order(name));
    front.calm();
    lock("issue", account.uri() + "0", "dns-01");
    Refused refused = AcmeLab.fault(Refused.class, order(name));
    assertEquals(0, front.requests(Kind.CHALLENGE).size());
    assertEquals("caa", refused.problem().type());
    assertEquals(name, refused.problem().parts().get(0).name());
    assertTrue(refused.words().contains("finalize the order"), refused.words());
  }
}
