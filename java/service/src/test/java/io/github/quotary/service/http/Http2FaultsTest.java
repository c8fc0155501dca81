package io.github.quotary.service.http;

import static io.github.quotary.service.fixture.RawHttp2.CONTINUATION;
import static io.github.quotary.service.fixture.RawHttp2.DATA;
import static io.github.quotary.service.fixture.RawHttp2.END_HEADERS;
import static io.github.quotary.service.fixture.RawHttp2.END_STREAM;
import static io.github.quotary.service.fixture.RawHttp2.HEADERS;
import static io.github.quotary.service.fixture.RawHttp2.PING;
import static io.github.quotary.service.fixture.RawHttp2.PRIORITY;
import static io.github.quotary.service.fixture.RawHttp2.RST_STREAM;
import static io.github.quotary.service.fixture.RawHttp2.SETTINGS;
import static io.github.quotary.service.fixture.RawHttp2.WINDOW_UPDATE;
import static io.github.quotary.service.fixture.RawHttp2.frame;
import static io.github.quotary.service.fixture.RawHttp2.headers;
import static io.github.quotary.service.fixture.RawHttp2.setting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.service.fixture.RawHttp2;
import io.github.quotary.service.fixture.Rig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that break HTTP/2, or use it up, end their own connection, and nobody else's. */
@Timeout(120)
class Http2FaultsTest {
  private static final int GET = 0x82;
  private static final int POST = 0x83;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final byte[] NONE = {};
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final int MAX_STREAMS = 256;
  private static final int MAX_HEADERS = 16 << 10;

  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.of("{}");
  }

  /** Whoever was there before, the service answers, and forgets him. */
  @AfterEach
  @Timeout(60) // The one of the class is for its tests.
  void servesOn() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = rig.post("/v1/verify", Rig.EVIDENCE.quote());
    assertEquals("verified", Rig.json(answer).path("outcome").asText());
    while (!metrics().contains("\nquotary_requests_open 1.0\n")) {
      // What he asked is still being answered.
      Thread.onSpinWait();
    }
    assertTrue(metrics().contains("\nquotary_faults_total 0.0\n"), metrics());
    rig.close();
  }

  private String metrics() throws IOException, InterruptedException {
    return new String(rig.get("/metrics").body(), UTF_8);
  }

  private RawHttp2 connect(byte[] settings) throws IOException {
    return new RawHttp2(rig, settings);
  }

  private static byte[] repeated(int count, byte[] frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  @Test
  void rapidResetsEndTheConnection() throws IOException {
    try (RawHttp2 client = connect(NONE)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (int i = 0; i < 10_000; i++) {
        int stream = 2 * i + 1;
        out.writeBytes(frame(HEADERS, END_HEADERS, stream, headers(POST, "/v1/verify")));
        out.writeBytes(frame(RST_STREAM, 0, stream, CANCEL));
      }
      client.write(out.toByteArray());
      assertEquals(ENHANCE_YOUR_CALM, client.end().code());
    }
  }

  /** Below the limit on resets nobody is thrown out, and nothing is left of the requests. */
  @Test
  void requestsThatAreCancelledAreForgotten() throws IOException {
    try (RawHttp2 client = connect(NONE)) {
      for (int i = 0; i < 100; i++) {
        int stream = 2 * i + 1;
        client.write(frame(HEADERS, END_HEADERS, stream, headers(POST, "/v1/verify")));
        client.write(frame(DATA, END_STREAM, stream, Rig.EVIDENCE.quote()));
        client.write(frame(RST_STREAM, 0, stream, CANCEL));
      }
      client.write(frame(HEADERS, END_HEADERS | END_STREAM, 1001, headers(GET, "/healthz")));
      assertTrue(new String(client.next(DATA, 1001), UTF_8).contains("ok"));
    }
  }

  @Test
  void aFloodOfContinuationsEndsTheConnection() throws IOException {
    byte[] header = new byte[102];
    header[0] = 0x41;
    header[1] = 100;
    java.util.Arrays.fill(header, 2, header.length, (byte) 'y');
    for (byte[] payload : List.of(NONE, header)) {
      try (RawHttp2 client = connect(NONE)) {
        client.write(frame(HEADERS, 0, 1, headers(GET, "/")));
        client.write(repeated(10_000, frame(CONTINUATION, 0, 1, payload)));
        assertEquals(ENHANCE_YOUR_CALM, client.end().code());
      }
    }
  }

  /** RFC 9113, section 6.5.2: what a client may not go beyond. */
  @Test
  void itsSettingsBoundStreamsAndHeaders() throws IOException {
    try (RawHttp2 client = connect(NONE)) {
      Map<Integer, Integer> settings = new HashMap<>();
      ByteBuffer pairs = ByteBuffer.wrap(client.nextOfAny(SETTINGS));
      while (pairs.hasRemaining()) {
        settings.put((int) pairs.getShort(), pairs.getInt());
      }
      assertEquals(MAX_STREAMS, settings.get(3), "streams at once");
      assertEquals(MAX_HEADERS, settings.get(6), "bytes of a list of headers");
    }
  }

  /** Who reads no answers to them is cut off; who sends no end of others is but read. */
  @Test
  void floodsOfControlFramesHoldNothing() throws IOException {
    for (byte[] flood :
        List.of(
            frame(SETTINGS, 0, 0, setting(3, 100)),
            frame(PING, 0, 0, new byte[8]),
            frame(PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 1}),
            frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1}),
            frame(99, 0, 0, new byte[4]))) {
      try (RawHttp2 client = connect(NONE)) {
        byte[] many = repeated(1000, flood);
        boolean isOpen = true;
        for (int i = 0; i < 200 && isOpen; i++) {
          isOpen = client.write(many);
        }
      }
    }
  }

  @Test
  void malformedFramesEndTheConnectionWithTheirCode() throws IOException {
    byte[] get = headers(GET, "/");
    byte[] huge = frame(DATA, 0, 1, NONE);
    huge[0] = -1;
    record Fault(int code, byte[] frame) {}
    for (Fault fault :
        List.of(
            new Fault(9, frame(HEADERS, 5, 1, new byte[] {-1, -1, -1, -1, -1, 1})),
            new Fault(9, frame(HEADERS, 5, 1, new byte[] {0x40})),
            new Fault(1, frame(HEADERS, 5, 2, get)),
            new Fault(1, frame(DATA, 1, 1, new byte[10])),
            new Fault(1, frame(WINDOW_UPDATE, 0, 0, new byte[4])),
            new Fault(3, frame(WINDOW_UPDATE, 0, 0, new byte[] {127, -1, -1, -1})),
            new Fault(6, frame(SETTINGS, 0, 0, new byte[5])),
            new Fault(3, frame(SETTINGS, 0, 0, setting(4, -1))),
            new Fault(1, frame(SETTINGS, 0, 0, setting(5, 1))),
            new Fault(1, frame(CONTINUATION, 4, 1, new byte[10])),
            new Fault(6, frame(PING, 0, 0, new byte[3])),
            new Fault(1, frame(RST_STREAM, 0, 0, new byte[4])),
            new Fault(6, huge))) {
      try (RawHttp2 client = connect(NONE)) {
        client.write(fault.frame());
        assertEquals(fault.code(), client.end().code());
      }
    }
  }

  /** Asks for much and lets nothing through: what waits for him is bounded. */
  @Test
  void whoReadsNoAnswersIsAnsweredNoMore() throws IOException {
    try (RawHttp2 client = connect(setting(4, 0))) {
      for (int i = 0; i < 250; i++) {
        client.write(
            frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, headers(GET, "/v1/openapi.json")));
      }
      // At 58 KB each, 4 MiB are reached long before the last.
      byte[] code = client.nextOfAny(RST_STREAM);
      assertEquals(ENHANCE_YOUR_CALM, code[3]);
    }
  }

  /** Who reads gets all, however much he asks for at once. */
  @Test
  void whoReadsIsAnswered() throws IOException {
    try (RawHttp2 client = connect(setting(4, 1 << 20))) {
      client.write(frame(WINDOW_UPDATE, 0, 0, new byte[] {63, 0, 0, 0}));
      for (int i = 0; i < 60; i++) {
        client.write(
            frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, headers(GET, "/v1/openapi.json")));
      }
      for (int i = 0; i < 60; i++) {
        assertFalse(client.nextOfAny(HEADERS).length == 0);
      }
    }
  }
}
