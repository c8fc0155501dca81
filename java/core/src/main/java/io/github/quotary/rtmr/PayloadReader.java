package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads a payload from front to back, little-endian, and never beyond its end. */
final class PayloadReader {
  private final ByteBuffer in;

  PayloadReader(ByteBuffer payload) {
    in = payload.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  int u8() throws PayloadException {
    require(Byte.BYTES);
    return in.get() & 0xff;
  }

  long u32() throws PayloadException {
    require(Integer.BYTES);
    return Integer.toUnsignedLong(in.getInt());
  }

  /** 64 bits; negative from 2^63 on. */
  long u64() throws PayloadException {
    require(Long.BYTES);
    return in.getLong();
  }

  /** 16 bytes: the first three fields little-endian, the rest as they stand. */
  UUID guid() throws PayloadException {
    require(2 * Long.BYTES);
    long high = u32() << 32 | Short.toUnsignedLong(in.getShort()) << 16;
    high |= Short.toUnsignedLong(in.getShort());
    return new UUID(high, Long.reverseBytes(in.getLong()));
  }

  /** UTF-16 little-endian, so many code units. */
  String utf16(long units) throws PayloadException {
    if (units < 0 || units > in.remaining() / Character.BYTES) {
      throw tooLong(Long.toUnsignedString(units) + " characters");
    }
    return StandardCharsets.UTF_16LE.decode(bytes(units * Character.BYTES)).toString();
  }

  /** A view of so many bytes. */
  ByteBuffer bytes(long length) throws PayloadException {
    require(length);
    ByteBuffer bytes = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return bytes;
  }

  /** A view of the whole payload, whatever was read. */
  ByteBuffer all() {
    return in.slice(0, in.limit()).order(ByteOrder.LITTLE_ENDIAN);
  }

  void requireEnd() throws PayloadException {
    if (in.hasRemaining()) {
      throw new PayloadException(in.remaining() + " bytes follow its structure");
    }
  }

  private void require(long length) throws PayloadException {
    if (length < 0 || length > in.remaining()) {
      throw tooLong(Long.toUnsignedString(length) + " bytes");
    }
  }

  private PayloadException tooLong(String wanted) {
    return new PayloadException(
        wanted
            + " are stated at byte "
            + in.position()
            + "; "
            + in.remaining()
            + " bytes are left");
  }
}
