package io.github.quotary.service.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body as they come, up to a maximum. A body that comes in one piece, as most do, is
 * not copied. Not thread-safe.
 */
final class Body {
  private static final byte[] NONE = {};

  private final int max;
  private final long expected;
  private @Nullable Buffer only;
  private byte[] bytes = NONE;
  private int size;

  /**
   * Nothing yet.
   *
   * @param expected the size that was announced; negative if none was
   */
  Body(long expected, int max) {
    this.max = max;
    this.expected = expected;
  }

  /** Adds a piece; false if there are more bytes than are allowed. */
  boolean add(Buffer piece) {
    int length = piece.length();
    if (length > max - size) {
      return false;
    }
    if (size == 0) {
      only = piece;
      size = length;
      return true;
    }
    if (only != null) {
      // What was announced is not believed further than this before it comes.
      bytes = new byte[(int) Math.min(Math.max(expected, size), Math.max(size, 1 << 16))];
      only.getBytes(0, size, bytes, 0);
      only = null;
    }
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.min(max, Math.max(size + length, 2 * bytes.length)));
    }
    piece.getBytes(0, length, bytes, size);
    size += length;
    return true;
  }

  /** All of it. */
  byte[] bytes() {
    if (only != null) {
      return array(only);
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** The buffer's own array if it has nothing else in it. */
  private static byte[] array(Buffer piece) {
    ByteBuf own = ((BufferInternal) piece).getByteBuf();
    boolean isWhole =
        own.hasArray()
            && own.arrayOffset() + own.readerIndex() == 0
            && own.array().length == own.readableBytes();
    return isWhole ? own.array() : piece.getBytes();
  }

  /** A buffer with these bytes, which are not copied: they must not change. */
  static Buffer of(byte[] bytes) {
    return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
  }
}
