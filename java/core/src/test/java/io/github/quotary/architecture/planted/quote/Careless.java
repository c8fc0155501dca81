package io.github.quotary.architecture.planted.quote;

import static io.github.quotary.architecture.HouseRule.NAMES_ITS_CHARSETS;
import static io.github.quotary.architecture.HouseRule.TAKES_A_BACKING_ARRAY_IN_ONE_CLASS;

import io.github.quotary.architecture.Breaks;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Is careless with bytes. */
final class Careless {
  @Breaks(NAMES_ITS_CHARSETS)
  byte[] bytes(String text) {
    return text.getBytes();
  }

  @Breaks(NAMES_ITS_CHARSETS)
  Function<String, byte[]> bytesByReference() {
    return String::getBytes;
  }

  @Breaks(NAMES_ITS_CHARSETS)
  String text(byte[] bytes) {
    return new String(bytes);
  }

  @Breaks(NAMES_ITS_CHARSETS)
  String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length);
  }

  String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Breaks(TAKES_A_BACKING_ARRAY_IN_ONE_CLASS)
  byte[] array(ByteBuffer buffer) {
    return buffer.array();
  }

  @Breaks(TAKES_A_BACKING_ARRAY_IN_ONE_CLASS)
  byte[] array(MappedByteBuffer buffer) {
    return buffer.array();
  }

  byte[] copy(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(buffer.position(), copy);
    return copy;
  }
}
