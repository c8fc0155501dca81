package io.github.quotary.pki;

import java.io.InputStream;
import java.util.Objects;

/**
 * Bytes as a stream without locks: Bouncy Castle reads DER byte by byte, and {@link
 * java.io.ByteArrayInputStream} takes a lock for each. Not thread-safe.
 */
final class DerBytes extends InputStream {
  private final byte[] bytes;
  private int position;

  /** Reads all of the bytes. */
  DerBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return position < bytes.length ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    int count = Math.min(length, available());
    if (count == 0) {
      return -1;
    }
    System.arraycopy(bytes, position, to, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return bytes.length - position;
  }
}
