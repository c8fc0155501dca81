package io.github.quotary.ingress.proxy;

import static io.github.quotary.ingress.proxy.Certificates.ec;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates that change while the listener runs, and those of challenges. */
class IdentitiesTest {
  private static final String NAME = "a.example";
  private static final String ACME = "acme-tls/1";
  private Backend backend;

  @BeforeEach
  void backend() {
    backend = Backend.echo();
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  private Running start(TlsEngine engine, ServedCertificate certificate) {
    return Proxies.to(backend.port())
        .engine(engine)
        .alpn("h2", "http/1.1")
        .evidence(new TestEvidence())
        .start(certificate);
  }

  @ParameterizedTest
  @EnumSource
  void openConnectionsGoOnWhenCertificatesChange(TlsEngine engine) throws IOException {
    ServedCertificate before = ec(NAME);
    ServedCertificate after = ec(NAME);
    try (Running proxy = start(engine, before);
        SSLSocket old = Client.connect(proxy.port(), NAME)) {
      assertEquals("one", Client.exchange(old, "one"));
      assertEquals(Optional.empty(), proxy.server().replace(ServedCertificates.of(after)));
      assertEquals(after.chain().get(0), Client.certificate(proxy.port(), NAME));
      assertEquals("two", Client.exchange(old, "two"));
      assertEquals(before.chain().get(0), Client.certificate(old));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatDoesNotFitChangesNothing(TlsEngine engine) throws IOException {
    ServedCertificate served = ec(NAME);
    ServedCertificate broken =
        new ServedCertificate(Certificates.rsa(NAME).key(), ec(NAME).chain(), ec(NAME).names());
    try (Running proxy = start(engine, served)) {
      Optional<ProxyFault> fault =
          proxy.server().replace(ServedCertificates.of(ec("b.example"), broken));
      assertEquals(ProxyFault.Kind.CERTIFICATE, fault.orElseThrow().kind());
      assertTrue(fault.get().message().contains(NAME), fault.get().message());
      assertEquals(served.chain().get(0), Client.certificate(proxy.port(), NAME));
    }
  }

  /** Clients come all the time, and each is served by one of the certificates. */
  @ParameterizedTest
  @EnumSource
  void noHandshakeFailsWhileCertificatesChange(TlsEngine engine) throws Exception {
    List<ServedCertificate> certificates = List.of(ec(NAME), ec(NAME), ec(NAME));
    Set<X509Certificate> leaves =
        Set.of(
            certificates.get(0).chain().get(0),
            certificates.get(1).chain().get(0),
            certificates.get(2).chain().get(0));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    AtomicBoolean isOver = new AtomicBoolean();
    try (Running proxy = start(engine, certificates.get(0))) {
      Callable<Integer> visits =
          () -> {
            int count = 0;
            while (!isOver.get() || count == 0) {
              try (SSLSocket client = Client.connect(proxy.port(), NAME)) {
                assertTrue(leaves.contains(Client.certificate(client)));
                assertEquals("hello", Client.exchange(client, "hello"));
                count++;
              }
            }
            return count;
          };
      List<Future<Integer>> visitors = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        visitors.add(threads.submit(visits));
      }
      int change = 0;
      while (proxy.server().counters().accepted() < 60) {
        ServedCertificate next = certificates.get(change++ % certificates.size());
        assertEquals(Optional.empty(), proxy.server().replace(ServedCertificates.of(next)));
      }
      isOver.set(true);
      for (Future<Integer> visitor : visitors) {
        assertTrue(visitor.get() > 0);
      }
      assertTrue(change > 3);
      assertEquals(0, proxy.server().counters().failedHandshakes());
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChallengeIsAnsweredOnTheSameListener(TlsEngine engine) throws Exception {
    byte[] digest = new byte[32];
    digest[0] = 42;
    ServedCertificate served = ec(NAME, "b.example");
    ServedCertificate challenge = Certificates.challenge(NAME, digest);
    try (Running proxy = start(engine, served)) {
      int port = proxy.port();
      assertThrows(IOException.class, () -> Client.connect(port, NAME, ACME));
      assertEquals(Optional.empty(), proxy.server().offerChallenge("A.example", challenge));
      try (SSLSocket validator = Client.connect(port, NAME, ACME)) {
        assertEquals(ACME, validator.getApplicationProtocol());
        byte[] extension = Client.certificate(validator).getExtensionValue("1.3.6.1.5.5.7.1.31");
        assertArrayEquals(
            digest,
            ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
                .getOctets());
        assertEquals("", Client.readAll(validator));
      }
      // Another name has no challenge; another protocol has nothing to do with it.
      assertThrows(IOException.class, () -> Client.connect(port, "b.example", ACME));
      try (SSLSocket client = Client.connect(port, NAME, "http/1.1", ACME)) {
        assertEquals("http/1.1", client.getApplicationProtocol());
        assertEquals(served.chain().get(0), Client.certificate(client));
        assertEquals("hello", Client.exchange(client, "hello"));
      }
      proxy.server().withdrawChallenge(NAME);
      assertThrows(IOException.class, () -> Client.connect(port, NAME, ACME));
      assertEquals(1, proxy.server().counters().challenges());
      assertEquals(1, backend.connections());
    }
  }

  /** What a validator sends after its handshake is not looked at. */
  @ParameterizedTest
  @EnumSource
  void aChallengeReachesNoBackendAndNoEvidence(TlsEngine engine) throws Exception {
    try (Running proxy = start(engine, ec(NAME))) {
      proxy.server().offerChallenge(NAME, Certificates.challenge(NAME, new byte[32]));
      try (SSLSocket validator = Client.connect(proxy.port(), NAME, ACME)) {
        try {
          Client.send(validator, "GET /evidences/ HTTP/1.1\r\n\r\n");
          assertEquals("", Client.readAll(validator));
        } catch (IOException e) {
          // Closed before that was sent.
        }
      }
      assertEquals(0, proxy.server().counters().evidenceRequests());
      assertEquals(0, backend.connections());
      assertFalse(proxy.server().counters().challenges() == 0);
    }
  }
}
