package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Connections that end before their time, and the end of the proxy. */
class ProxyLimitsTest {
  private static final ServedCertificate CERTIFICATE = Certificates.ec("a.example");

  private static SSLSocket connect(Running proxy) throws IOException {
    return Client.connect(proxy.port(), "a.example");
  }

  @Test
  void silenceEndsAConnection() throws Exception {
    Duration brief = Duration.ofSeconds(1);
    try (Backend backend = Backend.echo()) {
      try (Running proxy =
              Proxies.to(backend.port()).idle(brief, Duration.ZERO).start(CERTIFICATE);
          SSLSocket client = connect(proxy)) {
        assertEquals("x", Client.exchange(client, "x"));
        assertEquals(-1, endOf(client));
      }
      try (Running proxy =
              Proxies.to(backend.port()).idle(Duration.ZERO, brief).start(CERTIFICATE);
          SSLSocket client = connect(proxy)) {
        assertEquals("x", Client.exchange(client, "x"));
        assertEquals(-1, endOf(client));
      }
    }
  }

  /** The end in whatever form; a time-out of the test's socket is none. */
  private static int endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SSLException | SocketException e) {
      return -1;
    }
  }

  @Test
  void connectionsOverTheCapAreClosed() throws Exception {
    try (Backend backend = Backend.named("!");
        Running proxy = Proxies.to(backend.port()).cap(2).start(CERTIFICATE);
        SSLSocket first = connect(proxy);
        SSLSocket second = connect(proxy)) {
      assertEquals("!", Client.read(first, 1));
      assertEquals("!", Client.read(second, 1));
      assertThrows(IOException.class, () -> connect(proxy));
      ProxyCounters counters = proxy.server().counters();
      assertEquals(2, counters.accepted());
      assertEquals(1, counters.refused());
      assertEquals(2, counters.open());
      assertEquals("x", Client.exchange(first, "x"));
    }
  }

  @Test
  void garbageIsRefusedAndNothingStaysOpen() throws Exception {
    byte[][] all = {
      "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
      {22, 3, 1, 0, 5, 1, 0, 0, 1, 0},
      {22, 3, 1, 0, 4, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff},
      {22, 3, 1, 0, 0},
      {21, 3, 3, 0, 2, 2, 0},
      new byte[100]
    };
    try (Backend backend = Backend.echo();
        Running proxy = Proxies.to(backend.port()).start(CERTIFICATE)) {
      for (byte[] garbage : all) {
        try (Socket client = Client.plain(proxy.port())) {
          client.getOutputStream().write(garbage);
          client.shutdownOutput();
          while (endOf(client) >= 0) {
            // An alert.
          }
        }
      }
      assertEquals(0, backend.connections());
      try (SSLSocket client = connect(proxy)) {
        assertEquals("x", Client.exchange(client, "x"));
      }
      assertEquals(all.length, proxy.server().counters().failedHandshakes());
    }
  }

  @Test
  void aSlowHandshakeIsCut() throws Exception {
    ProxyTimes times =
        new ProxyTimes(Duration.ofMillis(100), Proxies.LONG, Proxies.LONG, Proxies.LONG);
    try (Backend backend = Backend.echo();
        Running proxy = Proxies.to(backend.port()).times(times).start(CERTIFICATE)) {
      byte[] partOfAHello = {22, 3, 1, 1, 0, 1};
      try (Socket client = Client.plain(proxy.port())) {
        client.getOutputStream().write(partOfAHello);
        assertEquals(-1, endOf(client));
      }
    }
  }

  @Test
  void aStopLetsConnectionsFinish() throws Exception {
    try (Backend backend = Backend.echo()) {
      Running proxy = Proxies.to(backend.port()).evidence(new TestEvidence()).start(CERTIFICATE);
      SSLSocket idle = connect(proxy);
      Client.send(idle, "GET /evidences/ HTTP/1.1\r\n\r\n");
      Client.answer(idle);
      SSLSocket client = connect(proxy);
      assertEquals("before", Client.exchange(client, "before"));
      CompletableFuture<Boolean> stop =
          CompletableFuture.supplyAsync(() -> proxy.server().stop(Proxies.LONG));
      // A connection that waits for another request ends first: nothing is going on there.
      assertEquals("", Client.readAll(idle));
      assertThrows(IOException.class, () -> connect(proxy));
      assertEquals("after", Client.exchange(client, "after"));
      assertFalse(stop.isDone());
      client.close();
      assertTrue(stop.get());
    }
  }

  @Test
  void aStopWaitsNoLongerThanItIsTold() throws Exception {
    try (Backend backend = Backend.echo()) {
      Running proxy = Proxies.to(backend.port()).start(CERTIFICATE);
      try (SSLSocket client = connect(proxy)) {
        assertEquals("x", Client.exchange(client, "x"));
        assertFalse(proxy.server().stop(Duration.ofMillis(10)));
        assertEquals(-1, endOf(client));
      }
    }
  }

  @Test
  void aPortInUseIsSaid() {
    try (Running proxy = Proxies.to(1).start(CERTIFICATE)) {
      ProxyStart second =
          ProxyServer.start(
              Proxies.to(1).settings(proxy.port()), ServedCertificates.of(CERTIFICATE));
      ProxyFault fault = ((ProxyStart.Failed) second).fault();
      assertEquals(ProxyFault.Kind.LISTEN, fault.kind());
      assertTrue(fault.message().contains(":" + proxy.port()), fault.message());
    }
  }
}
