package io.github.quotary.service.http;

import static io.github.quotary.service.fixture.RawHttp2.END_HEADERS;
import static io.github.quotary.service.fixture.RawHttp2.HEADERS;
import static io.github.quotary.service.fixture.RawHttp2.RST_STREAM;
import static io.github.quotary.service.fixture.RawHttp2.frame;
import static io.github.quotary.service.fixture.RawHttp2.headers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.quotary.service.exchange.ListenException;
import io.github.quotary.service.fixture.BufferLeaks;
import io.github.quotary.service.fixture.RawHttp2;
import io.github.quotary.service.fixture.Rig;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of a service that was treated badly and closed nothing is left. */
@Timeout(300)
class LeakTest {
  private static final byte[] QUOTE = Rig.EVIDENCE.quote();
  private static final long MILLIS_TO_END = 10_000;

  private static List<Thread> own() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            each -> each.getName().startsWith("vert.x-") || each.getName().startsWith("quotary-"))
        .toList();
  }

  /** Those that stay: one that is about to end is waited for. */
  private static Set<String> threads() throws InterruptedException {
    for (Thread each : own()) {
      each.join(MILLIS_TO_END);
    }
    return own().stream().map(Thread::getName).collect(Collectors.toSet());
  }

  private static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private static void misuse() throws IOException, InterruptedException {
    String line = "{\"quote\":\"" + Base64.getEncoder().encodeToString(QUOTE) + "\"}\n";
    try (Rig rig = Rig.of("{\"limits\":{\"bodyBytes\":65536}}")) {
      for (int i = 0; i < 20; i++) {
        rig.post("/v1/verify", QUOTE);
        rig.postOverHttp2("/v1/verify", QUOTE);
        rig.post("/v1/verify", new byte[70_000]);
        rig.postOverHttp2("/v1/verify", new byte[70_000]);
        rig.post("/v1/batch", line.repeat(10).getBytes(UTF_8));
        raw(rig, "POST /v1/verify HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\nabc");
        raw(rig, "POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 99999\r\n\r\n" + line);
        raw(rig, "GET /v1/openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(50));
        raw(rig, "POST /v1/verify HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nz");
        raw(rig, "POST /none HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc");
        raw(rig, "POST /v1/ver");
        raw(rig, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense that is not a frame");
        try (RawHttp2 client = new RawHttp2(rig, new byte[0])) {
          for (int stream = 1; stream < 40; stream += 2) {
            client.write(frame(HEADERS, END_HEADERS, stream, headers(0x83, "/v1/verify")));
            client.write(frame(RawHttp2.DATA, 0, stream, new byte[1000]));
            client.write(frame(RST_STREAM, 0, stream, new byte[4]));
          }
        }
      }
      // It is closed amid these.
      String batch = "POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999\r\n\r\n";
      for (int i = 0; i < 8; i++) {
        raw(rig, batch + line.repeat(200));
      }
    }
  }

  /** Sends and goes. */
  private static void raw(Rig rig, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    }
  }

  /**
   * What was lost before now: with a buffer that is lost on purpose, until that is reported. So it
   * would show, too, if nothing were.
   */
  private static List<String> lost() {
    String own = "lost on purpose " + Thread.currentThread().getId() + " " + System.nanoTime();
    lose(own);
    List<String> found = new ArrayList<>();
    while (found.stream().noneMatch(each -> each.contains(own))) {
      System.gc();
      for (int i = 0; i < 100; i++) {
        // The detector reports when another buffer is made.
        ByteBufAllocator.DEFAULT.buffer(64).release();
      }
      found.addAll(BufferLeaks.take());
    }
    found.removeIf(each -> each.contains("lost on purpose"));
    return found;
  }

  private static void lose(String hint) {
    ByteBufAllocator.DEFAULT.buffer(64).touch(hint);
  }

  @Test
  void noThreadFileOrBufferIsLeft() throws IOException, InterruptedException {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      misuseTwice();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
    assertEquals(List.of(), List.copyOf(uncaught));
  }

  private static void misuseTwice() throws IOException, InterruptedException {
    misuse();
    lost();
    long before = files();
    misuse();
    assertEquals(List.of(), lost());
    assertEquals(Set.of(), threads());
    long after = files();
    // The clients' own selectors come and go with the garbage collector.
    assertTrue(after <= before + 10, before + " files before, " + after + " after");
  }

  /** Else every try of a program that embeds it would leave some. */
  @Test
  void aServiceThatCannotStartLeavesNoThread(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path settings =
        Files.writeString(
            folder.resolve("serve.json"),
            "{\"tls\":{\"certificate\":\"absent.pem\",\"key\":\"absent.pem\"}}");
    assertThrows(ListenException.class, () -> Rig.of(settings).close());
    assertEquals(Set.of(), threads());
  }
}
