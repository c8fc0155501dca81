package io.github.quotary.service.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.quotary.quote.Quote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes dstack's attestation of version 0: SCALE. */
final class ScaleWriter {
  private static final long RUNTIME = 0x08000001L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An attestation that states its quote's report data. */
  static byte[] write(byte[] quote, LiteGuest guest) throws IOException {
    return write(quote, quote, guest);
  }

  /** An attestation that states another quote's report data. */
  static byte[] write(byte[] quote, byte[] stated, LiteGuest guest) throws IOException {
    return write(
        quote, Quote.copyOf(stated).body().reportData().toByteArray(), guest.log, guest.config);
  }

  static byte[] write(byte[] quote, byte[] reportData, String log, String config)
      throws IOException {
    ScaleWriter writer = new ScaleWriter();
    writer.out.write(0);
    writer.out.write(0);
    writer.bytes(quote);
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper().readTree(log).forEach(events::add);
    writer.compact(events.size());
    events.forEach(writer::event);
    List<JsonNode> runtime =
        events.stream().filter(event -> event.path("event_type").asLong() == RUNTIME).toList();
    writer.compact(runtime.size());
    runtime.forEach(writer::runtimeEvent);
    writer.out.writeBytes(reportData);
    writer.bytes(config.getBytes(UTF_8));
    return writer.out.toByteArray();
  }

  private void event(JsonNode event) {
    u32(event.path("imr").asLong());
    u32(event.path("event_type").asLong());
    hex(event.path("digest").asText());
    runtimeEvent(event);
  }

  private void runtimeEvent(JsonNode event) {
    bytes(event.path("event").asText().getBytes(UTF_8));
    hex(event.path("event_payload").asText());
  }

  private void hex(String value) {
    bytes(HexFormat.of().parseHex(value));
  }

  private void bytes(byte[] value) {
    compact(value.length);
    out.writeBytes(value);
  }

  private void compact(int value) {
    if (value < 1 << 6) {
      out.write(value << 2);
    } else if (value < 1 << 14) {
      littleEndian(((long) value << 2) | 1, 2);
    } else {
      littleEndian(((long) value << 2) | 2, 4);
    }
  }

  private void u32(long value) {
    littleEndian(value, 4);
  }

  private void littleEndian(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
