package io.github.quotary.service.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The bytes of a body as they come, up to a maximum. Not thread-safe. */
final class Body {
  private static final byte[] NONE = {};

  private final int max;
  private byte[] bytes = NONE;
  private int size;

  /**
   * Nothing yet.
   *
   * @param expected the size that was announced; negative if none was
   */
  Body(long expected, int max) {
    this.max = max;
    if (expected > 0 && expected <= max) {
      // What was announced is not believed further than this before it comes.
      bytes = new byte[(int) Math.min(expected, 1 << 16)];
    }
  }

  /** Adds a piece; false if there are more bytes than are allowed. */
  boolean add(Buffer piece) {
    int length = piece.length();
    if (length > max - size) {
      return false;
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
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
