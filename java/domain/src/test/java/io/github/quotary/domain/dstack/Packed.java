package io.github.quotary.domain.dstack;

import io.github.quotary.rtmr.RuntimeLogEntry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes versioned attestations: SCALE and MessagePack. */
final class Packed {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Version 0 of a workload. */
  static byte[] scale(
      Workload workload, List<RuntimeLogEntry> log, byte[] reportData, String config) {
    Packed packed = new Packed();
    packed.u8(0).u8(0).vector(workload.quote()).compact(log.size());
    for (RuntimeLogEntry entry : log) {
      packed.u32(entry.imr()).u32(entry.eventType());
      packed.vector(bytes(entry.digest())).vector(utf8(entry.event()));
      packed.vector(bytes(entry.eventPayload()));
    }
    List<RuntimeLogEntry> runtime =
        workload.entries().stream().filter(e -> e.eventType() == 0x08000001L).toList();
    packed.compact(runtime.size());
    for (RuntimeLogEntry entry : runtime) {
      packed.vector(utf8(entry.event())).vector(bytes(entry.eventPayload()));
    }
    return packed.raw(reportData).vector(utf8(config)).bytes();
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Packed u8(int value) {
    out.write(value);
    return this;
  }

  Packed u32(long value) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
  }

  Packed raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Packed compact(int value) {
    if (value < 1 << 6) {
      return u8(value << 2);
    } else if (value < 1 << 14) {
      return u8(value << 2 & 0xff | 1).u8(value >> 6);
    }
    return u32((long) value << 2 | 2);
  }

  Packed vector(byte[] bytes) {
    return compact(bytes.length).raw(bytes);
  }

  /** A MessagePack value: map, list, text, number, or bytes as binary data. */
  Packed value(Object value) {
    if (value instanceof Map<?, ?> map) {
      u8(0xdf).big(map.size());
      map.forEach((name, member) -> value(name).value(member));
    } else if (value instanceof List<?> list) {
      u8(0xdd).big(list.size());
      list.forEach(this::value);
    } else if (value instanceof String text) {
      u8(0xdb).big(utf8(text).length).raw(utf8(text));
    } else if (value instanceof Long number) {
      u8(0xcf).raw(ByteBuffer.allocate(8).putLong(number).array());
    } else if (value instanceof byte[] bytes) {
      u8(0xc6).big(bytes.length).raw(bytes);
    } else {
      u8(0xc0);
    }
    return this;
  }

  private Packed big(int value) {
    return raw(ByteBuffer.allocate(4).putInt(value).array());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A map of these members. */
  static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
