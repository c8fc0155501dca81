package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A quote's own bytes, as {@code configfs-tsm} has them in {@code outblob}. Its header, 48 bytes,
 * begins with version (u16), attestation key type (u16) and TEE type (u32), little-endian.
 *
 * <p>Source: Intel, TDX DCAP quoting library API, appendix 3.
 */
final class RawQuote {
  private static final int HEADER = 48;
  private static final int SGX_BODY = 384;
  private static final int TD_BODY = 584;
  private static final int VERSION_3 = 3;
  private static final int VERSION_5 = 5;
  private static final int KEY_TYPE_P256 = 2;
  private static final int KEY_TYPE_P384 = 3;
  private static final int TEE_TDX = 0x81;
  private static final int DESCRIPTOR = 6;

  /** How many bytes it takes to recognise one. */
  static final int START = 8;

  private RawQuote() {}

  static Optional<Recognition> read(byte[] bytes) {
    if (!begins(bytes, 0)) {
      return Optional.empty();
    }
    int end = afterPadding(bytes, end(bytes));
    if (begins(bytes, end)) {
      return Optional.of(
          new Recognition.Refused(
              "after its quote, at byte "
                  + end
                  + ", another quote begins: give one quote, or a file of length-prefixed quotes to"
                  + " 'quotary batch'",
              true));
    }
    return Optional.of(Recognition.Parts.of(new Part.QuotePart(ByteBuffer.wrap(bytes), List.of())));
  }

  /** How many bytes follow the quote, from the first that is not padding. */
  static int trailing(byte[] bytes) {
    return begins(bytes, 0) ? bytes.length - afterPadding(bytes, end(bytes)) : 0;
  }

  /** Whether the remaining bytes are one quote as it stands; no byte is copied. */
  static boolean isAll(ByteBuffer bytes) {
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return begins(in, 0) && afterPadding(in, end(in)) == in.capacity();
  }

  /** Whether the first eight bytes at a place are those of a quote of version 3, 4 or 5. */
  static boolean begins(byte[] bytes, int offset) {
    return begins(littleEndian(bytes), offset);
  }

  private static boolean begins(ByteBuffer in, int offset) {
    if (in.capacity() - offset < START) {
      return false;
    }
    int version = in.getShort(offset);
    int keyType = in.getShort(offset + Short.BYTES);
    int tee = in.getInt(offset + Integer.BYTES);
    return version >= VERSION_3
        && version <= VERSION_5
        && (keyType == KEY_TYPE_P256 || keyType == KEY_TYPE_P384)
        && (tee == 0 || (tee == TEE_TDX && version > VERSION_3));
  }

  private static int afterPadding(byte[] bytes, long start) {
    return afterPadding(littleEndian(bytes), start);
  }

  /** The first byte after a place that is neither zero, nor 0xFF, nor white space. */
  private static int afterPadding(ByteBuffer in, long start) {
    int at = (int) Math.min(start, in.capacity());
    while (at < in.capacity() && isPadding(in.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isPadding(byte octet) {
    return octet == 0 || octet == -1 || Text.isSpace(octet);
  }

  private static long end(byte[] bytes) {
    return end(littleEndian(bytes));
  }

  /** Where the quote says that it ends; past the bytes, if it is cut off. */
  private static long end(ByteBuffer in) {
    int version = in.getShort(0);
    long body = in.getInt(Integer.BYTES) == TEE_TDX ? TD_BODY : SGX_BODY;
    long signature = HEADER + body;
    if (version == VERSION_5) {
      if (in.capacity() < HEADER + DESCRIPTOR) {
        return Long.MAX_VALUE;
      }
      body = Integer.toUnsignedLong(in.getInt(HEADER + Short.BYTES));
      signature = HEADER + DESCRIPTOR + body;
    }
    return signature + Integer.BYTES > in.capacity()
        ? Long.MAX_VALUE
        : signature + Integer.BYTES + Integer.toUnsignedLong(in.getInt((int) signature));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
