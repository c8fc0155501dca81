package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How bytes and their end pass from one side to the other. */
class ProxyRelayTest {
  private static final ServedCertificate CERTIFICATE = Certificates.ec("a.example");
  private static final int MEBIBYTE = 1 << 20;

  private static SSLSocket connect(Running proxy) throws IOException {
    return Client.connect(proxy.port(), "a.example");
  }

  @ParameterizedTest
  @EnumSource
  void muchPassesUnchangedInBothDirections(TlsEngine engine) throws Exception {
    byte[] sent = new byte[8 * MEBIBYTE];
    new Random(1).nextBytes(sent);
    try (Backend backend = Backend.echo();
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      OutputStream out = client.getOutputStream();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  out.write(sent);
                  out.flush();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
      writer.get();
      assertEquals(sent.length, proxy.server().counters().bytesIn());
      assertEquals(sent.length, proxy.server().counters().bytesOut());
    }
  }

  /** The backend says its last word, and goes on listening. */
  @ParameterizedTest
  @EnumSource
  void theBackendMayEndFirst(TlsEngine engine) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Backend backend =
            Backend.of(
                socket -> {
                  Client.send(socket, "bye");
                  socket.shutdownOutput();
                  heard.add(Client.readAll(socket));
                });
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      assertEquals("bye", Client.readAll(client));
      Client.send(client, "heard you");
      client.shutdownOutput();
      assertEquals("heard you", heard.take());
    }
  }

  /** The client sends close_notify, and gets the answer nevertheless. */
  @Test
  void theClientMayEndFirst() throws Exception {
    try (Backend backend =
            Backend.of(socket -> Client.send(socket, "got " + Client.readAll(socket)));
        Running proxy = Proxies.to(backend.port()).engine(TlsEngine.JSSE).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      Client.send(client, "all");
      client.shutdownOutput();
      assertEquals("got all", Client.readAll(client));
    }
  }

  /** The same without close_notify, by the end of the TCP stream alone. */
  @ParameterizedTest
  @EnumSource
  void theClientMayEndFirstByTcpAlone(TlsEngine engine) throws Exception {
    try (Backend backend =
            Backend.of(socket -> Client.send(socket, "got " + Client.readAll(socket)));
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        Socket plain = Client.plain(proxy.port());
        SSLSocket client =
            (SSLSocket)
                Client.trusting().getSocketFactory().createSocket(plain, "a.example", 1, false)) {
      Client.send(client, "all");
      plain.shutdownOutput();
      assertEquals("got all", Client.readAll(client));
    }
  }

  /** Where no answer can follow, what was sent arrives with its end. */
  @ParameterizedTest
  @EnumSource
  void whatAClientSentBeforeItsEndArrives(TlsEngine engine) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Backend backend = Backend.of(socket -> heard.add(Client.readAll(socket)));
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE)) {
      try (SSLSocket client = connect(proxy)) {
        Client.send(client, "all");
      }
      assertEquals("all", heard.take());
    }
  }

  /** A backend that breaks off must not look like one that has finished. */
  @ParameterizedTest
  @EnumSource
  void aResetIsPassedOn(TlsEngine engine) throws Exception {
    try (Backend backend =
            Backend.of(
                socket -> {
                  Client.send(socket, "par");
                  Client.read(socket, 2);
                  socket.setSoLinger(true, 0);
                });
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      assertEquals("par", Client.read(client, 3));
      Client.send(client, "ok");
      assertThrows(IOException.class, () -> Client.readAll(client));
    }
  }

  /** A server may answer and close before it has read everything, which resets its connection. */
  @ParameterizedTest
  @EnumSource
  void anEarlyAnswerArrives(TlsEngine engine) throws Exception {
    try (Backend backend =
            Backend.of(
                socket -> {
                  Client.read(socket, 1);
                  Client.send(socket, "too large");
                });
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      client.getOutputStream().write(new byte[100_000]);
      assertEquals("too large", Client.read(client, 9));
    }
  }

  /** A client that breaks off must not look like one that has finished, either. */
  @ParameterizedTest
  @EnumSource
  void aClientsResetIsPassedOn(TlsEngine engine) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (Backend backend =
            Backend.of(
                socket -> {
                  Client.send(socket, Client.read(socket, 3));
                  try {
                    heard.add("end " + Client.readAll(socket));
                  } catch (SocketException e) {
                    heard.add("reset");
                  }
                });
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE)) {
      Socket plain = Client.plain(proxy.port());
      SSLSocket client =
          (SSLSocket)
              Client.trusting().getSocketFactory().createSocket(plain, "a.example", 1, false);
      assertEquals("par", Client.exchange(client, "par"));
      plain.setSoLinger(true, 0);
      plain.close();
      assertEquals("reset", heard.take());
    }
  }

  /** A client that reads nothing stops the backend before long. */
  @ParameterizedTest
  @EnumSource
  void aSlowReaderFillsNoMemory(TlsEngine engine) throws Exception {
    AtomicLong written = new AtomicLong();
    int total = 64 * MEBIBYTE;
    try (Backend backend =
            Backend.of(
                socket -> {
                  byte[] chunk = new byte[16 * 1024];
                  for (int sent = 0; sent < total; sent += chunk.length) {
                    socket.getOutputStream().write(chunk);
                    written.addAndGet(chunk.length);
                  }
                });
        Running proxy = Proxies.to(backend.port()).engine(engine).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      assertEquals(1, Client.read(client, 1).length());
      // The sockets' buffers take some MiB; then nothing moves any more.
      long before;
      do {
        before = written.get();
        new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.SECONDS).get();
      } while (written.get() != before);
      assertTrue(before < total / 2, before + " bytes were taken from the backend");
      assertEquals(total - 1, client.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }
  }

  /** The same the other way round. */
  @Test
  void aSlowBackendFillsNoMemory() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    int total = 64 * MEBIBYTE;
    try (Backend backend =
            Backend.of(
                socket -> {
                  go.get();
                  socket.getInputStream().skipNBytes(total);
                  Client.send(socket, "done");
                });
        Running proxy = Proxies.to(backend.port()).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int i = 0; i < total / MEBIBYTE; i++) {
                    client.getOutputStream().write(new byte[MEBIBYTE]);
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      long before;
      do {
        before = proxy.server().counters().bytesIn();
        new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.SECONDS).get();
      } while (proxy.server().counters().bytesIn() != before);
      assertTrue(before < total / 2, before + " bytes were taken from the client");
      go.complete(null);
      writer.get();
      assertEquals("done", Client.read(client, 4));
    }
  }

  @Test
  void silenceEndsAConnection() throws Exception {
    Duration brief = Duration.ofMillis(100);
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
  void theBackendIsToldTheClientsAddress() throws Exception {
    BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    try (Backend backend =
            Backend.of(socket -> heard.add(socket.getInputStream().readNBytes(28 + 5)));
        Running proxy = Proxies.to(backend.port()).sendingHeader().start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      Client.send(client, "hello");
      byte[] bytes = heard.take();
      int from = client.getLocalPort();
      int to = proxy.port();
      byte[] header = {
        0x0d,
        0x0a,
        0x0d,
        0x0a,
        0,
        0x0d,
        0x0a,
        0x51,
        0x55,
        0x49,
        0x54,
        0x0a,
        0x21,
        0x11,
        0,
        12,
        127,
        0,
        0,
        1,
        127,
        0,
        0,
        1,
        (byte) (from >> 8),
        (byte) from,
        (byte) (to >> 8),
        (byte) to
      };
      assertArrayEquals(header, Arrays.copyOf(bytes, header.length));
      assertEquals("hello", new String(bytes, header.length, 5, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aBackendThatIsDownEndsTheConnection() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (Running proxy = Proxies.to(free).start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      assertEquals("", Client.readAll(client));
      assertEquals(1, proxy.server().counters().failedConnects());
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
