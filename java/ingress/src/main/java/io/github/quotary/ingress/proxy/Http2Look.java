package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.proxy.FirstBytes.Answerer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;

/**
 * Reads an HTTP/2 connection up to its first request, without answering: RFC 9113, sections 4 and
 * 6, and RFC 7541. Whatever a server would have to refuse goes to the backend, which refuses it.
 * Each frame is read once, however the bytes are cut.
 */
final class Http2Look {
  private static final int FRAME_HEADER = 9;

  /** The largest frame that a server takes before it says otherwise. */
  private static final int MAX_FRAME = 16384;

  private static final int MAX_SIZE = 64 * 1024;
  private static final int MAX_HEADER_LIST = 16 * 1024;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH_PROMISE = 5;
  private static final int GOAWAY = 7;
  private static final int CONTINUATION = 9;

  private static final int END_HEADERS = 0x4;
  private static final int PADDED = 0x8;
  private static final int PRIORITY = 0x20;
  private static final int PRIORITY_SIZE = 5;

  private final ByteBuf block = Unpooled.buffer(0);
  private int position;
  private boolean hasSettings;

  /** The stream whose header block is not complete yet; 0 if there is none. */
  private int stream;

  /**
   * A look.
   *
   * @param position where the first frame begins
   */
  Http2Look(int position) {
    this.position = position;
  }

  /** Looks at all that was received so far, the preface included. */
  Answerer look(ByteBuf seen) {
    Answerer answerer = Answerer.OPEN_HTTP2;
    while (answerer == Answerer.OPEN_HTTP2 && seen.readableBytes() - position >= FRAME_HEADER) {
      int start = seen.readerIndex() + position;
      int length = seen.getUnsignedMedium(start);
      if (length > MAX_FRAME || position + FRAME_HEADER + length > MAX_SIZE) {
        return Answerer.BACKEND;
      }
      if (seen.readableBytes() - position < FRAME_HEADER + length) {
        return Answerer.OPEN_HTTP2;
      }
      position += FRAME_HEADER + length;
      answerer =
          frame(
              seen.getUnsignedByte(start + 3),
              seen.getUnsignedByte(start + 4),
              seen.getInt(start + 5) & Integer.MAX_VALUE,
              seen.slice(start + FRAME_HEADER, length));
    }
    return answerer;
  }

  private Answerer frame(int type, int flags, int id, ByteBuf payload) {
    if (stream != 0) {
      return type == CONTINUATION && id == stream ? fragment(flags, payload) : Answerer.BACKEND;
    }
    if (!hasSettings) {
      hasSettings = type == SETTINGS && id == 0;
      return hasSettings ? Answerer.OPEN_HTTP2 : Answerer.BACKEND;
    }
    return switch (type) {
      case HEADERS -> headers(flags, id, payload);
      case DATA, RST_STREAM, PUSH_PROMISE, GOAWAY, CONTINUATION -> Answerer.BACKEND;
      default -> Answerer.OPEN_HTTP2;
    };
  }

  private Answerer headers(int flags, int id, ByteBuf payload) {
    int padding = 0;
    if ((flags & PADDED) != 0) {
      if (!payload.isReadable()) {
        return Answerer.BACKEND;
      }
      padding = payload.readUnsignedByte();
    }
    int priority = (flags & PRIORITY) != 0 ? PRIORITY_SIZE : 0;
    int size = payload.readableBytes() - padding - priority;
    if (size < 0 || id % 2 == 0) {
      return Answerer.BACKEND;
    }
    stream = id;
    return fragment(flags, payload.skipBytes(priority).readSlice(size));
  }

  private Answerer fragment(int flags, ByteBuf fragment) {
    block.writeBytes(fragment);
    return (flags & END_HEADERS) == 0 ? Answerer.OPEN_HTTP2 : decoded();
  }

  private Answerer decoded() {
    Http2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(true, MAX_HEADER_LIST);
    try {
      Http2Headers headers = decoder.decodeHeaders(stream, block);
      return EvidencePages.isEvidence(headers.method(), headers.path())
          ? Answerer.EVIDENCE_HTTP2
          : Answerer.BACKEND;
    } catch (Http2Exception e) {
      return Answerer.BACKEND;
    }
  }

  /** Lets go of what was kept. */
  void release() {
    block.release();
  }
}
