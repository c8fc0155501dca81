package io.github.quotary.benchmarks.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What clients and the backend say to each other. */
final class Exchange {
  /** Length of a request and of its answer. HAProxy looks at 16 bytes before it connects. */
  static final int MESSAGE = 64;

  /** Asks for an answer of the same length. */
  static final byte ASK = 'a';

  /** Asks for bytes without end. */
  static final byte DOWNLOAD = 'd';

  /** Says that bytes without end will follow. */
  static final byte UPLOAD = 'u';

  private static final int CHUNK = 64 * 1024;
  private static final ByteBuf BYTES =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer(CHUNK, CHUNK).writeZero(CHUNK).asReadOnly());

  private Exchange() {}

  /** A request. */
  static ByteBuf request(byte kind) {
    byte[] message = new byte[MESSAGE];
    message[0] = kind;
    return Unpooled.wrappedBuffer(message);
  }

  /** Some bytes of a long stream. */
  static ByteBuf chunk() {
    return BYTES.duplicate();
  }
}
