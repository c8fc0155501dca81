package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.Proxies.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  /** No label has 64 letters, so that nobody needs to be asked. */
  @Test
  void aBackendThatNobodyKnowsEndsTheConnection() throws Exception {
    try (Running proxy = Proxies.toHost("a".repeat(64) + ".example").start(CERTIFICATE);
        SSLSocket client = connect(proxy)) {
      assertEquals("", Client.readAll(client));
      assertEquals(1, proxy.server().counters().failedConnects());
    }
  }
}
