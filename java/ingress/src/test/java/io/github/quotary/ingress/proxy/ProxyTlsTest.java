package io.github.quotary.ingress.proxy;

import static io.github.quotary.ingress.proxy.Certificates.ec;
import static io.github.quotary.ingress.proxy.Certificates.rsa;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of TLS, with each engine. */
class ProxyTlsTest {
  private Backend backend;

  @BeforeEach
  void backend() {
    backend = Backend.echo();
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  /** Both engines run here, so that none is skipped unnoticed. */
  @Test
  void boringSslIsThere() {
    assertEquals(Optional.empty(), TlsEngine.BORINGSSL.unavailable());
    assertEquals(TlsEngine.BORINGSSL, TlsEngine.best());
  }

  @ParameterizedTest
  @EnumSource
  void bytesPassUnchanged(TlsEngine engine) throws IOException {
    try (Running proxy = Proxies.to(backend.port()).engine(engine).start(ec("a.example"));
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      assertEquals("hello", Client.exchange(client, "hello"));
      assertEquals("again", Client.exchange(client, "again"));
      assertEquals("TLSv1.3", client.getSession().getProtocol());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNameChoosesCertificateAndBackend(TlsEngine engine) throws IOException {
    ServedCertificate first = ec("a.example");
    ServedCertificate wild = rsa("*.b.example");
    ServedCertificate exact = ec("exact.b.example");
    try (Backend a = Backend.named("A");
        Backend b = Backend.named("B");
        Running proxy =
            Proxies.to(backend.port())
                .route("a.example", a.port())
                .route("*.b.example", b.port())
                .engine(engine)
                .start(first, wild, exact)) {
      int port = proxy.port();
      assertEquals(first.chain().get(0), Client.certificate(port, "a.example"));
      assertEquals(first.chain().get(0), Client.certificate(port, "A.EXAMPLE"));
      assertEquals(wild.chain().get(0), Client.certificate(port, "x.b.example"));
      assertEquals(exact.chain().get(0), Client.certificate(port, "exact.b.example"));
      assertEquals(first.chain().get(0), Client.certificate(port, "b.example"));
      assertEquals(first.chain().get(0), Client.certificate(port, "x.y.b.example"));
      assertEquals(first.chain().get(0), Client.certificate(port, "unknown.example"));
      assertEquals(first.chain().get(0), Client.certificate(port, ""));
      assertEquals("A", greeting(port, "a.example"));
      assertEquals("B", greeting(port, "X.b.example"));
    }
  }

  private static String greeting(int port, String host) throws IOException {
    try (SSLSocket client = Client.connect(port, host)) {
      return Client.read(client, 1);
    }
  }

  /** JSSE refuses such a name itself, as RFC 6066 allows. */
  @Test
  void aFinalDotIsTolerated() throws IOException {
    ServedCertificate second = ec("b.example");
    try (Backend b = Backend.named("B");
        Running proxy =
            Proxies.to(backend.port())
                .route("b.example", b.port())
                .engine(TlsEngine.BORINGSSL)
                .start(ec("a.example"), second);
        SSLSocket client =
            Client.connect(
                proxy.port(),
                parameters -> parameters.setServerNames(List.of(new RawName("b.example."))))) {
      assertEquals(second.chain().get(0), Client.certificate(client));
      assertEquals("B", Client.read(client, 1));
    }
  }

  /** A host name in a form that {@link SNIHostName} does not allow. */
  private static final class RawName extends SNIServerName {
    RawName(String name) {
      super(0, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @EnumSource
  void versionTwoIsSpokenToo(TlsEngine engine) throws IOException {
    for (ServedCertificate certificate : List.of(ec("a.example"), rsa("a.example"))) {
      try (Running proxy = Proxies.to(backend.port()).engine(engine).start(certificate);
          SSLSocket client =
              Client.connect(
                  proxy.port(), parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}))) {
        assertEquals("TLSv1.2", client.getSession().getProtocol());
        assertTrue(TlsPolicy.SUITES.contains(client.getSession().getCipherSuite()));
        assertEquals("hello", Client.exchange(client, "hello"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void suitesWithoutForwardSecrecyAreRefused(TlsEngine engine) throws IOException {
    try (Running proxy = Proxies.to(backend.port()).engine(engine).start(rsa("a.example"))) {
      assertThrows(
          IOException.class,
          () ->
              Client.connect(
                  proxy.port(),
                  parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setCipherSuites(
                        new String[] {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"});
                  }));
    }
  }

  @ParameterizedTest
  @EnumSource
  void applicationProtocolsAreTheServersChoice(TlsEngine engine) throws IOException {
    try (Running proxy =
        Proxies.to(backend.port()).engine(engine).alpn("h2", "http/1.1").start(ec("a.example"))) {
      int port = proxy.port();
      assertEquals("h2", protocol(port, "http/1.1", "h2"));
      assertEquals("http/1.1", protocol(port, "x", "http/1.1"));
      assertEquals("", protocol(port, "x"));
      assertEquals("", protocol(port));
    }
    try (Running proxy = Proxies.to(backend.port()).engine(engine).start(ec("a.example"))) {
      assertEquals("", protocol(proxy.port(), "h2", "http/1.1"));
    }
  }

  private static String protocol(int port, String... offered) throws IOException {
    try (SSLSocket client = Client.connect(port, "a.example", offered)) {
      assertEquals("hello", Client.exchange(client, "hello"));
      return client.getApplicationProtocol();
    }
  }

  @ParameterizedTest
  @EnumSource
  void groupsAreThoseOfThePolicy(TlsEngine engine) throws IOException {
    try (Running modern = Proxies.to(backend.port()).engine(engine).start(rsa("a.example"));
        Running strict =
            Proxies.to(backend.port())
                .engine(engine)
                .tls(TlsPolicy.P384_ONLY)
                .start(rsa("a.example"))) {
      for (String version : TlsPolicy.VERSIONS) {
        for (String group : List.of("x25519", "secp256r1", "secp384r1")) {
          connect(modern.port(), version, group);
        }
        assertThrows(IOException.class, () -> connect(strict.port(), version, "x25519"));
        connect(strict.port(), version, "secp384r1");
        assertThrows(IOException.class, () -> connect(modern.port(), version, "secp521r1"));
      }
    }
  }

  /** The group of the key exchange is one thing, that of the certificate's key another. */
  @ParameterizedTest
  @EnumSource
  void aKeyOfAnotherGroupIsServedOrRefusedAtOnce(TlsEngine engine) throws IOException {
    Proxies strict = Proxies.to(backend.port()).engine(engine).tls(TlsPolicy.P384_ONLY);
    if (engine == TlsEngine.JSSE && Runtime.version().feature() < 20) {
      ProxyStart start =
          ProxyServer.start(strict.settings(0), ServedCertificates.of(ec("a.example")));
      ProxyFault fault = assertInstanceOf(ProxyStart.Failed.class, start).fault();
      assertEquals(ProxyFault.Kind.CERTIFICATE, fault.kind());
      assertTrue(fault.message().contains("secp384r1"), fault.message());
      return;
    }
    try (Running proxy = strict.start(ec("a.example"));
        SSLSocket client = Client.connect(proxy.port(), "a.example")) {
      assertEquals("hello", Client.exchange(client, "hello"));
    }
  }

  private static void connect(int port, String version, String group) throws IOException {
    SSLSocket client =
        Client.connect(
            port,
            parameters -> {
              parameters.setProtocols(new String[] {version});
              parameters.setAlgorithmConstraints(new GroupConstraints(List.of(group)));
            });
    try (client) {
      assertEquals("hello", Client.exchange(client, "hello"));
    }
  }

  /** What follows a handshake of TLS 1.3 is the answer: no ticket comes before it. */
  @ParameterizedTest
  @EnumSource
  void noTicketIsSent(TlsEngine engine) throws IOException {
    // JSSE fills records up by 16 bytes.
    int recordOfFiveBytes = 5 + 5 + 1 + 16 + 16;
    try (Running proxy = Proxies.to(backend.port()).engine(engine).start(ec("a.example"));
        CountingSocket plain = new CountingSocket(proxy.port());
        SSLSocket client =
            (SSLSocket)
                Client.trusting().getSocketFactory().createSocket(plain, "a.example", 1, true)) {
      client.startHandshake();
      int before = plain.received;
      assertEquals("hello", Client.exchange(client, "hello"));
      assertEquals("TLSv1.3", client.getSession().getProtocol());
      assertTrue(plain.received - before <= recordOfFiveBytes);
    }
  }

  /** With TLS 1.2, a second handshake makes another session, by a ticket or without one. */
  @ParameterizedTest
  @EnumSource
  void noSessionIsResumedWithVersionTwo(TlsEngine engine) throws IOException {
    SSLContext context = Client.trusting();
    try (Running proxy = Proxies.to(backend.port()).engine(engine).start(ec("a.example"))) {
      int certificate = 300;
      assertTrue(handshake(context, proxy.port()) > certificate);
      assertTrue(handshake(context, proxy.port()) > certificate);
    }
  }

  /** The number of bytes that a server sent in a handshake: fewer if it resumes a session. */
  private static int handshake(SSLContext context, int port) throws IOException {
    try (CountingSocket plain = new CountingSocket(port);
        SSLSocket client =
            (SSLSocket) context.getSocketFactory().createSocket(plain, "a.example", 1, true)) {
      client.setEnabledProtocols(new String[] {"TLSv1.2"});
      client.startHandshake();
      return plain.received;
    }
  }

  /** Counts what is received. */
  private static final class CountingSocket extends Socket {
    private int received;

    CountingSocket(int port) throws IOException {
      super(InetAddress.getLoopbackAddress(), port);
      setSoTimeout(8_000);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = super.read(bytes, offset, length);
          received += Math.max(count, 0);
          return count;
        }
      };
    }
  }
}
