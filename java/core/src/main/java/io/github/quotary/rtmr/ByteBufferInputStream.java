package io.github.quotary.rtmr;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a buffer as a stream, without copying all of them. */
final class ByteBufferInputStream extends InputStream {
  private final ByteBuffer bytes;

  ByteBufferInputStream(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  @Override
  public int read() {
    return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = Math.min(length, bytes.remaining());
    if (count == 0) {
      return -1;
    }
    bytes.get(target, offset, count);
    return count;
  }
}
