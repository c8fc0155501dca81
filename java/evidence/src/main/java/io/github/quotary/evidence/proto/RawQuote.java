package io.github.quotary.evidence.proto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Puts the bytes of a quote together again. Not thread-safe. */
final class RawQuote {
  private final List<String> missing = new ArrayList<>();
  private final List<String> contradictions = new ArrayList<>();
  private final byte[] bytes;

  RawQuote(Message quote) {
    bytes = bytes(quote, "");
  }

  /** The fields that are absent, each with its path. */
  List<String> missing() {
    return missing;
  }

  /** The sizes that are not those of what they measure. */
  List<String> contradictions() {
    return contradictions;
  }

  /** The quote, if nothing is missing and nothing contradicts. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes);
  }

  private byte[] bytes(Message message, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long measured = -1;
    for (Field field : message.type().fields()) {
      String place = path + field.name();
      byte[] part = bytes(message, field, place);
      if (measured >= 0 && measured != part.length) {
        contradictions.add(
            place + " has " + part.length + " bytes, and " + measured + " by the size before it");
      }
      measured = field.kind() == Field.Kind.SIZE ? message.integer(field) : -1;
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private byte[] bytes(Message message, Field field, String place) {
    if (!message.has(field)) {
      missing.add(place);
      return new byte[0];
    }
    if (field.isInteger()) {
      return littleEndian(message.integer(field), field.width());
    }
    return message
        .message(field)
        .map(inner -> bytes(inner, place + "."))
        .orElseGet(() -> joined(message.bytes(field)));
  }

  private static byte[] joined(List<ByteBuffer> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuffer value : values) {
      byte[] copy = new byte[value.remaining()];
      value.duplicate().get(copy);
      out.writeBytes(copy);
    }
    return out.toByteArray();
  }

  private static byte[] littleEndian(long value, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (value >>> (Byte.SIZE * i));
    }
    return bytes;
  }
}
