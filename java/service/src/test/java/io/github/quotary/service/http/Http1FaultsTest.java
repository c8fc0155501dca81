package io.github.quotary.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.fixture.Rig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose end, or whose path, could be read in two ways. */
@Timeout(120)
class Http1FaultsTest {
  private static final String HOST = " HTTP/1.1\r\nhost: x\r\n";
  private static final String POST = "POST /v1/replay" + HOST;

  /** What an attacker hides behind his own request. */
  private static final String HIDDEN = "GET /healthz" + HOST + "\r\n";

  private static final String LAST = "GET /healthz" + HOST + "connection: close\r\n\r\n";
  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = Rig.of("{}");
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static byte[] exchanged(byte[] request) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.getOutputStream().write(request);
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // The other side closed it with something unread.
    }
    return all.toByteArray();
  }

  /** The status codes that come back. */
  private static String statuses(String request) throws IOException {
    return Pattern.compile("HTTP/1\\.1 (\\d{3})")
        .matcher(new String(exchanged(request.getBytes(ISO_8859_1)), ISO_8859_1))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 6|transfer-encoding: chunked||0||G",
        "transfer-encoding: chunked|content-length: 4||5c|",
        "content-length: 0|content-length: 35||",
        "content-length: 1|content-length: 1||x",
        "content-length: 0, 3||abc",
        "content-length: +3||abc",
        "content-length: -1||",
        "content-length: 99999999999999999999||",
        "transfer-encoding: xchunked||0||",
        "transfer-encoding: chunked, identity||0||",
        "transfer-encoding : chunked|content-length: 3||abc",
        "transfer-encoding: \u000bchunked|content-length: 3||abc",
        "x: a\u0000b|content-length: 3||abc",
      })
  void aBodyOfTwoEndsIsRefusedAndNothingBehindItIsRead(String rest) throws IOException {
    assertEquals("400", statuses(POST + rest.replace("|", "\r\n") + HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\nx\n0\n\n",
        "0x1|x|0||",
        "-1|x|0||",
        "100000001|x|0||",
        "1|xXX0||",
        "1;\n|x|0||"
      })
  void chunksThatAreMalformedEndTheConnection(String chunks) throws IOException {
    String request = POST + "transfer-encoding: chunked\r\n\r\n" + chunks.replace("|", "\r\n");
    assertEquals("", statuses(request + HIDDEN));
  }

  @Test
  void trailersAreReadAndDoNotCount() throws IOException {
    String chunked = POST + "transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n";
    assertEquals("200 200", statuses(chunked + "content-length: 500\r\nx: y\r\n\r\n" + LAST));
    assertEquals("", statuses(chunked + ("x: " + "y".repeat(999) + "\r\n").repeat(99) + "\r\n"));
  }

  @Test
  void headersAreBounded() throws IOException {
    String header = "x: " + "y".repeat(999) + "\r\n";
    String headers = statuses("GET /healthz" + HOST + header.repeat(99) + "\r\n" + HIDDEN);
    assertTrue(headers.equals("431") || headers.isEmpty(), headers);
    String line = statuses("GET /" + "y".repeat(20_000) + HOST + "\r\n" + HIDDEN);
    assertTrue(line.equals("414") || line.isEmpty(), line);
    String quote = "x-tdx-quote: " + "A".repeat(12_000) + "\r\n";
    assertEquals("403", statuses("GET /ext-authz" + HOST + quote + "connection: close\r\n\r\n"));
  }

  @Test
  void aRequestHasOneHost() throws IOException {
    assertEquals("400 200", statuses("GET /healthz HTTP/1.1\r\n\r\n" + LAST));
    assertEquals("400 200", statuses("GET /healthz" + HOST + "host: y\r\n\r\n" + LAST));
  }

  /** No path is another one in disguise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "//healthz",
        "/healthz/",
        "/healthz;a",
        "/%68ealthz",
        "/./healthz",
        "/x/../healthz",
        "/x/%2e%2e/healthz",
        "/healthz%00",
        "/healthz%0d%0aa:b",
        "/%ff",
        "/%zz",
        "/HEALTHZ",
        "/v1//verify",
        "/v1/domains/../collateral/x/..",
        "*"
      })
  void aPathIsTakenAsItIsWritten(String path) throws IOException {
    String status = statuses("GET " + path + HOST + "connection: close\r\n\r\n");
    assertTrue(status.matches("400|403|404"), path + ": " + status);
  }

  /** All in one piece, and not read before all were sent. */
  @Test
  void aThousandRequestsCanBePipelined() throws IOException {
    byte[] quote = Rig.EVIDENCE.quote();
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    String head = "POST /v1/verify" + HOST + "content-length: " + quote.length + "\r\n\r\n";
    for (int i = 0; i < 1000; i++) {
      requests.writeBytes(("GET /healthz" + HOST + "\r\n").getBytes(ISO_8859_1));
      if (i % 100 == 0) {
        requests.writeBytes(head.getBytes(ISO_8859_1));
        requests.writeBytes(quote);
      }
    }
    requests.writeBytes(LAST.getBytes(ISO_8859_1));
    String answers = new String(exchanged(requests.toByteArray()), UTF_8);
    assertEquals(1011, answers.split("HTTP/1\\.1 200 ", -1).length - 1);
    assertEquals(10, answers.split("\"outcome\":\"verified\"", -1).length - 1);
  }

  /** Over HTTP/1.1 a connection is not read while its answers wait. */
  @Test
  void whoReadsNoAnswersIsReadNoMore() throws IOException, InterruptedException {
    byte[] request = ("GET /v1/openapi.json" + HOST + "\r\n").repeat(2000).getBytes(ISO_8859_1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      socket.setReceiveBufferSize(4096);
      socket.getOutputStream().write(request);
      String answered = "quotary_requests_seconds_count{route=\"/v1/openapi.json\"";
      long before;
      long now = -1;
      do {
        before = now;
        now = count(answered);
      } while (now != before);
      assertTrue(now < 2000, now + " answers were made");
      socket.getInputStream().readNBytes(1 << 20);
    }
    assertEquals("200", statuses(LAST));
  }

  private static long count(String name) throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      rig.post("/v1/verify", Rig.EVIDENCE.quote());
    }
    return new String(rig.get("/metrics").body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Content codings are not undone; gzip is a form of inputs. */
  @Test
  void aCompressedQuoteIsAnInput() throws IOException, InterruptedException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Rig.EVIDENCE.quote());
    }
    for (String coding : new String[] {"gzip", "identity"}) {
      var answer = rig.post("/v1/verify", packed.toByteArray(), "content-encoding", coding);
      assertEquals("verified", Rig.json(answer).path("outcome").asText());
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[200 << 20]);
    }
    assertEquals(422, rig.post("/v1/verify", bomb.toByteArray()).statusCode());
  }
}
