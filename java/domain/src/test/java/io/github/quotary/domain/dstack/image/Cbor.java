package io.github.quotary.domain.dstack.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes CBOR: maps, texts, bytes, numbers. */
final class Cbor {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static byte[] of(Object value) {
    Cbor cbor = new Cbor();
    cbor.write(value);
    return cbor.out.toByteArray();
  }

  private void write(Object value) {
    if (value instanceof Map<?, ?> map) {
      head(5, map.size());
      map.forEach(
          (name, member) -> {
            write(name);
            write(member);
          });
    } else if (value instanceof String text) {
      head(3, text.length());
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    } else if (value instanceof byte[] bytes) {
      head(2, bytes.length);
      out.writeBytes(bytes);
    } else {
      head(0, (Integer) value);
    }
  }

  private void head(int major, int value) {
    if (value < 24) {
      out.write(major << 5 | value);
    } else {
      out.write(major << 5 | 25);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
    }
  }
}
