package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.proxy.FirstBytes.Answerer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers, by the first bytes. */
class FirstBytesTest {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final String SETTINGS = "\0\0\6\4\0\0\0\0\0" + "\0\2\0\0\0\0";
  private static final String EVIDENCE = "\u0082\u0087\u0004\u000b/evidences/";

  private static Answerer look(String text) {
    FirstBytes first = new FirstBytes();
    try {
      return first.look(bytes(text));
    } finally {
      first.release();
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  private static String frame(int type, int flags, int stream, String payload) {
    int size = payload.length();
    return new String(
            new char[] {
              (char) (size >> 16),
              (char) (size >> 8 & 0xff),
              (char) (size & 0xff),
              (char) type,
              (char) flags,
              0,
              0,
              0,
              (char) stream
            })
        + payload;
  }

  @ParameterizedTest
  @CsvSource({
    "'',OPEN",
    "G,OPEN",
    "GET /evidence,OPEN",
    "GET /evidences,OPEN",
    "GET /evidences/,EVIDENCE_HTTP1",
    "'GET /evidences ',EVIDENCE_HTTP1",
    "GET /evidences?,EVIDENCE_HTTP1",
    "HEAD /evidences/,EVIDENCE_HTTP1",
    "GET /evidencesX,BACKEND",
    "GET /x,BACKEND",
    "H,OPEN",
    "HELO,BACKEND",
    "PR,OPEN",
    "PUT,BACKEND"
  })
  void http1IsToldAsSoonAsItCanBe(String text, Answerer expected) {
    assertEquals(expected, look(text));
  }

  @Test
  void http2IsToldByItsFirstRequest() {
    String head = PREFACE + SETTINGS;
    assertEquals(Answerer.OPEN, look(PREFACE.substring(0, 23)));
    assertEquals(Answerer.OPEN_HTTP2, look(PREFACE));
    assertEquals(Answerer.OPEN_HTTP2, look(head));
    assertEquals(Answerer.EVIDENCE_HTTP2, look(head + frame(1, 5, 1, EVIDENCE)));
    String updateAndPriority = frame(8, 0, 0, "\0\0\1\0") + frame(2, 0, 3, "\0\0\0\0\1");
    assertEquals(
        Answerer.EVIDENCE_HTTP2, look(head + updateAndPriority + frame(1, 5, 1, EVIDENCE)));
    assertEquals(Answerer.OPEN_HTTP2, look(head + frame(1, 1, 1, EVIDENCE)));
    assertEquals(
        Answerer.EVIDENCE_HTTP2, look(head + frame(1, 1, 1, EVIDENCE) + frame(9, 4, 1, "")));
    assertEquals(Answerer.BACKEND, look(head + frame(1, 1, 1, EVIDENCE) + frame(9, 4, 3, "")));
    assertEquals(Answerer.BACKEND, look(head + frame(1, 5, 2, EVIDENCE)));
    assertEquals(Answerer.BACKEND, look(PREFACE + frame(1, 5, 1, EVIDENCE)));
  }

  /** However the bytes are cut, the answer is the same and comes with the same byte. */
  @Test
  void cutsMakeNoDifference() {
    String all =
        PREFACE
            + SETTINGS
            + frame(1, 0x1 | 0x8 | 0x20, 1, "\3\0\0\0\0\17" + EVIDENCE.substring(0, 5) + "\0\0\0")
            + frame(9, 4, 1, EVIDENCE.substring(5));
    FirstBytes first = new FirstBytes();
    for (int size = 1; size < all.length(); size++) {
      Answerer answerer = first.look(bytes(all.substring(0, size)));
      assertTrue(
          answerer == Answerer.OPEN || answerer == Answerer.OPEN_HTTP2, size + answerer.name());
    }
    assertEquals(Answerer.EVIDENCE_HTTP2, first.look(bytes(all)));
    first.release();
  }

  /** A client that never asks for anything is not listened to for ever. */
  @Test
  void theLookIsBounded() {
    String ping = frame(6, 0, 0, "12345678");
    assertEquals(Answerer.BACKEND, look(PREFACE + SETTINGS + ping.repeat(5_000)));
    String block = frame(9, 0, 1, "\0".repeat(16_000));
    assertEquals(
        Answerer.BACKEND, look(PREFACE + SETTINGS + frame(1, 1, 1, EVIDENCE) + block.repeat(5)));
    assertEquals(Answerer.BACKEND, look(PREFACE + "\0\u0040\1\4\0\0\0\0\0"));
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(3);
    String start = PREFACE + SETTINGS + frame(1, 5, 1, EVIDENCE);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(start);
      for (int j = 0; j < 3; j++) {
        int at = PREFACE.length() + random.nextInt(start.length() - PREFACE.length());
        changed.setCharAt(at, (char) random.nextInt(256));
      }
      look(changed.toString());
    }
  }
}
