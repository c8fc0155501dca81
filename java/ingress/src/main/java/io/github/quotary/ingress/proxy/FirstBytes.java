package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells from the first bytes of a connection who answers it. It decides as soon as more bytes could
 * not change the answer. For one connection; release it in the end.
 */
final class FirstBytes {
  /** Who answers. */
  enum Answerer {
    /** Cannot be told yet. */
    OPEN,
    /** The same, and HTTP/2's preface was read to its end. */
    OPEN_HTTP2,
    /** The backend. */
    BACKEND,
    /** The evidence server, over HTTP/1.1. */
    EVIDENCE_HTTP1,
    /** The evidence server, over HTTP/2. */
    EVIDENCE_HTTP2
  }

  private static final List<byte[]> HTTP1 =
      List.of(ascii("GET /evidences"), ascii("HEAD /evidences"));
  private static final byte[] HTTP2 = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  private final Http2Look http2 = new Http2Look(HTTP2.length);

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Looks at all that was received so far, which must begin with what was shown before. */
  Answerer look(ByteBuf seen) {
    int size = seen.readableBytes();
    if (begins(seen, HTTP2)) {
      return size < HTTP2.length ? Answerer.OPEN : http2.look(seen);
    }
    for (byte[] pattern : HTTP1) {
      if (begins(seen, pattern)) {
        return size <= pattern.length
            ? Answerer.OPEN
            : endsPath(seen.getByte(seen.readerIndex() + pattern.length));
      }
    }
    return Answerer.BACKEND;
  }

  /** {@code /evidencesX} is another path. */
  private static Answerer endsPath(byte next) {
    return next == '/' || next == ' ' || next == '?' ? Answerer.EVIDENCE_HTTP1 : Answerer.BACKEND;
  }

  /** Whether the bytes begin with a pattern, as far as both go. */
  private static boolean begins(ByteBuf seen, byte[] pattern) {
    int size = Math.min(seen.readableBytes(), pattern.length);
    for (int i = 0; i < size; i++) {
      if (seen.getByte(seen.readerIndex() + i) != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  /** Lets go of what was kept. */
  void release() {
    http2.release();
  }
}
