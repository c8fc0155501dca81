package io.github.quotary.qvl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A quote as the shim takes it: a direct buffer unchanged, anything else as an array. */
final class QuoteArgument {
  private static final int TEE_TYPE_OFFSET = 4;

  private final @Nullable ByteBuffer direct;
  private final byte @Nullable [] array;
  private final int offset;
  private final int length;

  private QuoteArgument(
      @Nullable ByteBuffer direct, byte @Nullable [] array, int offset, int length) {
    this.direct = direct;
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  static QuoteArgument of(ByteBuffer quote) {
    if (quote.isDirect()) {
      return new QuoteArgument(quote, null, quote.position(), quote.remaining());
    }
    byte[] copy = new byte[quote.remaining()];
    quote.duplicate().get(copy);
    return new QuoteArgument(null, copy, 0, copy.length);
  }

  @Nullable ByteBuffer direct() {
    return direct;
  }

  byte @Nullable [] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** TEE type of the header, 0 for bytes too short to have one. */
  static int teeType(ByteBuffer quote) {
    ByteBuffer bytes = quote.slice().order(ByteOrder.LITTLE_ENDIAN);
    return bytes.remaining() < TEE_TYPE_OFFSET + Integer.BYTES ? 0 : bytes.getInt(TEE_TYPE_OFFSET);
  }
}
