package io.github.quotary.domain.evidence;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as they were received, of any length. Immutable; equal when the bytes are equal. */
public final class RawBytes {
  private static final RawBytes EMPTY = new RawBytes(new byte[0]);

  private final byte[] bytes;

  private RawBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** No bytes. */
  public static RawBytes empty() {
    return EMPTY;
  }

  /** A copy of these bytes. */
  public static RawBytes of(byte[] bytes) {
    return new RawBytes(bytes.clone());
  }

  /** The UTF-8 bytes of a text. */
  public static RawBytes ofUtf8(String text) {
    return new RawBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** A read-only view of the bytes. */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Their SHA-256, 32 bytes. */
  public Measurement sha256() {
    return Measurement.of(Sha2.sha256(bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length and the hash; never the bytes, which may be anything. */
  @Override
  public String toString() {
    return size() + " bytes, SHA-256 " + sha256();
  }
}
