package io.github.quotary.domain.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads bytes from front to back, and never beyond the end. Not thread-safe. */
public final class Cursor {
  private final ByteBuffer in;

  /** Reads the buffer's remaining bytes, read-only; offsets count from its position. */
  public Cursor(ByteBuffer bytes) {
    in = bytes.slice().asReadOnlyBuffer();
  }

  /** Bytes read so far. */
  public int offset() {
    return in.position();
  }

  /** Goes to this offset. */
  public void seek(int offset) {
    in.position(offset);
  }

  /** Bytes left. */
  public int remaining() {
    return in.remaining();
  }

  /** An unsigned byte. */
  public int u8() throws MalformedException {
    require(Byte.BYTES);
    return in.get() & 0xff;
  }

  /** An unsigned integer of 1, 2, 4 or 8 bytes; of 8 bytes it is negative from 2^63 on. */
  public long unsigned(ByteOrder order, int size) throws MalformedException {
    require(size);
    in.order(order);
    return switch (size) {
      case Byte.BYTES -> in.get() & 0xff;
      case Short.BYTES -> Short.toUnsignedLong(in.getShort());
      case Integer.BYTES -> Integer.toUnsignedLong(in.getInt());
      default -> in.getLong();
    };
  }

  /** A view of this many bytes. */
  public ByteBuffer bytes(long length) throws MalformedException {
    require(length);
    ByteBuffer bytes = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return bytes;
  }

  /** This many bytes of strict UTF-8. */
  public String utf8(long length) throws MalformedException {
    int start = offset();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(length)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException(start, "text that is not valid UTF-8");
    }
  }

  /** Fails if anything is left. */
  public void requireEnd() throws MalformedException {
    if (in.hasRemaining()) {
      throw malformed(in.remaining() + " bytes follow the end");
    }
  }

  /** Fails if fewer bytes are left, which it compares before anything is allocated. */
  public void require(long length) throws MalformedException {
    if (length < 0 || length > in.remaining()) {
      throw malformed(
          Long.toUnsignedString(length) + " bytes are needed; " + in.remaining() + " are left");
    }
  }

  /** A fault at the current offset. */
  public MalformedException malformed(String problem) {
    return new MalformedException(offset(), problem);
  }
}
