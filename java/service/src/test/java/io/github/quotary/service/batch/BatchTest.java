package io.github.quotary.service.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.batch.Slice;
import io.github.quotary.service.fixture.Rig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch over HTTP: lines in, lines out, in order, and none of them waits for the last. */
@Timeout(120)
class BatchTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String QUOTE = Base64.getEncoder().encodeToString(Rig.EVIDENCE.quote());

  private static String line(int id) {
    return "{\"id\":" + id + ",\"quote\":\"" + QUOTE + "\"}\n";
  }

  private static List<JsonNode> lines(HttpResponse<byte[]> answer) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : new String(answer.body(), UTF_8).split("\n")) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void whatALineOrTheQueryAsksIsNotDropped() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}")) {
      assertEquals(400, rig.post("/v1/batch?policy=app", line(1).getBytes(UTF_8)).statusCode());
      String asking = line(2).replace("}\n", ",\"expect\":{\"mrTd\":\"11\"}}\n");
      JsonNode answer = lines(rig.post("/v1/batch", asking.getBytes(UTF_8))).get(0);
      assertEquals("rejected", answer.path("outcome").asText());
      assertTrue(answer.toString().contains("expect"), answer::toString);
    }
  }

  @Test
  void answersEveryLineInOrder() throws IOException, InterruptedException {
    StringBuilder input = new StringBuilder("\n");
    for (int i = 0; i < 500; i++) {
      input.append(i % 7 == 3 ? "nonsense\n" : line(i));
    }
    input.append("{\"quote\":\"").append(QUOTE).append("\"}");
    try (Rig rig = Rig.of("{}")) {
      for (int version = 1; version <= 2; version++) {
        byte[] body = input.toString().getBytes(UTF_8);
        HttpResponse<byte[]> answer =
            version == 1 ? rig.post("/v1/batch", body) : rig.postOverHttp2("/v1/batch", body);
        assertEquals(200, answer.statusCode());
        List<JsonNode> lines = lines(answer);
        assertEquals(501, lines.size());
        for (int i = 0; i < 500; i++) {
          boolean isNonsense = i % 7 == 3;
          assertEquals(isNonsense ? i + 2 : i, lines.get(i).path("id").asInt());
          assertEquals(isNonsense ? "rejected" : "verified", lines.get(i).path("outcome").asText());
        }
        assertEquals(502, lines.get(500).path("id").asInt());
      }
    }
  }

  /** The first line is answered while the client has not sent the second. */
  @Test
  void answersWhileOthersAreStillToCome() throws IOException {
    try (Rig rig = Rig.of("{}");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /v1/batch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
              .getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (int id = 0; id < 3; id++) {
        String line = line(id);
        out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(UTF_8));
        assertEquals(id, JSON.readTree(nextObject(in)).path("id").asInt());
      }
      out.write("0\r\n\r\n".getBytes(UTF_8));
      String end = in.readLine();
      while (end.isEmpty()) {
        end = in.readLine();
      }
      assertEquals("0", end);
    }
  }

  /** Skips what is around it: headers and sizes of chunks. */
  private static String nextObject(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (!line.startsWith("{")) {
      line = in.readLine();
    }
    return line;
  }

  @Test
  void aLineStatesItsTimeOnlyWhereThatIsAllowed() throws IOException, InterruptedException {
    byte[] body =
        ("{\"quote\":\"" + QUOTE + "\",\"at\":\"" + Rig.EVIDENCE.at() + "\"}\n").getBytes(UTF_8);
    try (Rig rig = Rig.of("{}")) {
      assertTrue(
          lines(rig.post("/v1/batch", body))
              .get(0)
              .path("reject")
              .path("detail")
              .asText()
              .contains("'at'"));
    }
    try (Rig rig = Rig.of("{\"allow\":{\"at\":true}}")) {
      JsonNode line = lines(rig.post("/v1/batch", body)).get(0);
      assertEquals("verified", line.path("outcome").asText());
      assertEquals("input", line.path("verifiedAtSource").asText());
    }
  }

  /** Who sends and does not read is stopped, and then left. */
  @Test
  void aBatchIsReadNoFasterThanItsAnswersAre() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{}");
        SocketChannel channel =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.port()))) {
      channel.write(
          ByteBuffer.wrap(
              ("POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: " + (1L << 32) + "\r\n\r\n")
                  .getBytes(US_ASCII)));
      channel.configureBlocking(false);
      byte[] lines = "{\"quote\":\"AA\"}\n".repeat(4096).getBytes(US_ASCII);
      long sent = 0;
      for (int stalls = 0; stalls < 20; ) {
        int size = channel.write(ByteBuffer.wrap(lines));
        sent += size;
        assertTrue(sent < 256 << 20, "the batch is read without end");
        if (size == 0) {
          stalls++;
          assertEquals(200, rig.post("/v1/verify", Rig.EVIDENCE.quote()).statusCode());
        } else {
          stalls = 0;
        }
      }
      readUntilItEnds(channel, rig);
      assertEquals(200, rig.post("/v1/verify", Rig.EVIDENCE.quote()).statusCode());
    }
  }

  /** Answers that are read may let the service go on with what was sent: then more time passes. */
  private static void readUntilItEnds(SocketChannel channel, Rig rig) throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(1 << 16);
    rig.pass(31);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      for (int read = 0; read >= 0; read = channel.read(answer.clear())) {
        if (read == 0) {
          rig.pass(31);
        }
        selector.select(100);
      }
    } catch (SocketException e) {
      // It was closed with something unread.
    }
  }

  @Test
  void aBatchHasAMaximumSize() throws IOException, InterruptedException {
    try (Rig rig = Rig.of("{\"limits\":{\"batchBytes\":1024}}")) {
      assertEquals(413, rig.post("/v1/batch", new byte[5000]).statusCode());
    }
  }

  @Test
  void cutsLinesWhereverTheBytesWereCut() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String line = "x".repeat(random.nextInt(40));
        expected.add(line);
        text.append(line).append('\n');
      }
      String last = "y".repeat(1 + random.nextInt(5));
      expected.add(last);
      assertEquals(expected, split(text.append(last).toString().getBytes(UTF_8), random));
    }
    byte[] tooLong = new byte[QuoteLine.MAX_SIZE + 2];
    Arrays.fill(tooLong, (byte) 'z');
    tooLong[tooLong.length - 1] = '\n';
    assertEquals(List.of("too long"), split(tooLong, random));
  }

  private static List<String> split(byte[] bytes, Random random) {
    List<String> found = new ArrayList<>();
    LineSplitter splitter =
        new LineSplitter(
            new LineSplitter.Lines() {
              @Override
              public void accept(Slice line) {
                found.add(new String(line.copy(), UTF_8));
              }

              @Override
              public void tooLong() {
                found.add("too long");
              }
            });
    int at = 0;
    while (at < bytes.length) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(bytes.length > 9999 ? 99999 : 30));
      splitter.add(Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    splitter.finish();
    assertFalse(found.isEmpty());
    return found;
  }
}
