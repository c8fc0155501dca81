package io.github.quotary.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.fixture.Rig;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many connections at once cost little each, and others are answered. In the builds a thousand;
 * {@code -Dquotary.test.connections=10000} for more, where {@code ulimit -n} allows twice as many
 * files.
 */
@Timeout(300)
class ManyConnectionsTest {
  private static final int COUNT = Integer.getInteger("quotary.test.connections", 1000);
  private static final int MAX_BYTES_EACH = 64 << 10;

  private static long memory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return runtime.totalMemory() - runtime.freeMemory() + direct;
  }

  private static SocketChannel connect(Rig rig, String text) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port()));
    channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    return channel;
  }

  private static String line(SocketChannel channel) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(15);
    while (answer.hasRemaining() && channel.read(answer) >= 0) {
      // Until the status line is there, or the end.
    }
    return new String(answer.array(), 0, answer.position(), US_ASCII);
  }

  private static void assertAnswers(Rig rig) throws IOException, InterruptedException {
    assertEquals(
        "verified",
        Rig.json(rig.post("/v1/verify", Rig.EVIDENCE.quote())).path("outcome").asText());
  }

  private static String connections(Rig rig) throws IOException, InterruptedException {
    return new String(rig.get("/metrics").body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith("quotary_connections "))
        .findFirst()
        .orElse("");
  }

  @Test
  void eachCostsLittleAndOthersAreAnswered() throws IOException, InterruptedException {
    int max = COUNT + 2;
    String limits = "{\"limits\":{\"connections\":%d,\"connectionsPerClient\":%d}}";
    try (Rig rig = Rig.of(limits.formatted(max, max))) {
      assertAnswers(rig);
      long before = memory();
      List<SocketChannel> all = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        // Half of them have sent half a head.
        all.add(connect(rig, i % 2 == 0 ? "" : "GET /healthz HTTP/1.1\r\nhost:"));
      }
      assertAnswers(rig);
      while (!connections(rig).equals("quotary_connections " + (COUNT + 1) + ".0")) {
        // Until the last was accepted.
      }
      long each = (memory() - before) / COUNT;
      assertTrue(each < MAX_BYTES_EACH, each + " bytes for each connection");

      try (SocketChannel last = connect(rig, "")) {
        // Of the one beyond the maximum not even the head is read.
        try (SocketChannel other = connect(rig, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")) {
          assertEquals("", lineOrReset(other));
          assertTrue(last.isOpen());
        }
      }
      for (int i = 0; i < COUNT; i++) {
        String rest = i % 2 == 0 ? "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n" : " x\r\n\r\n";
        all.get(i).write(ByteBuffer.wrap(rest.getBytes(US_ASCII)));
      }
      for (SocketChannel channel : all) {
        assertEquals("HTTP/1.1 200 OK", line(channel));
      }
      assertAnswers(rig);

      rig.pass(61);
      for (SocketChannel channel : all) {
        channel.socket().setSoTimeout(0);
        ByteBuffer rest = ByteBuffer.allocate(1024);
        while (channel.read(rest.clear()) >= 0) {
          // Until the service has closed it, as idle.
        }
        channel.close();
      }
      // Over a new connection: that of the other client was idle, too.
      HttpResponse<byte[]> answer = rig.postOverHttp2("/v1/verify", Rig.EVIDENCE.quote());
      assertEquals("verified", Rig.json(answer).path("outcome").asText());
    }
  }

  private static String lineOrReset(SocketChannel channel) {
    try {
      return line(channel);
    } catch (IOException e) {
      return "";
    }
  }
}
