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
import java.util.Optional;

/** Writes dstack's attestation of version 1: MessagePack. */
final class MessagePackWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static byte[] write(byte[] quote, LiteGuest guest, Optional<String> payload) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    new ObjectMapper().readTree(guest.log).forEach(events::add);
    List<JsonNode> runtime =
        events.stream().filter(event -> event.path("imr").asInt() == 3).toList();
    MessagePackWriter writer = new MessagePackWriter();
    writer.map(3).text("version").number(1);
    writer.text("platform").map(2).text("kind").text("tdx").text("data").map(2);
    writer.text("quote").bytes(quote).text("event_log").array(events.size());
    events.forEach(writer::event);
    writer.text("stack").map(2).text("kind").text("dstack").text("data");
    writer.map(payload.isPresent() ? 4 : 3).text("report_data");
    writer.bytes(Quote.copyOf(quote).body().reportData().toByteArray());
    writer.text("runtime_events").array(runtime.size());
    runtime.forEach(writer::runtimeEvent);
    writer.text("config").text(guest.config);
    payload.ifPresent(text -> writer.text("report_data_payload").text(text));
    return writer.out.toByteArray();
  }

  private void event(JsonNode event) {
    boolean hasPreimage = event.hasNonNull("preimage");
    map(hasPreimage ? 7 : 6);
    text("imr").number(event.path("imr").asLong());
    text("event_type").number(event.path("event_type").asLong());
    text("digest").hex(event.path("digest").asText());
    text("event").text(event.path("event").asText());
    text("event_payload").hex(event.path("event_payload").asText());
    text("version").number(event.path("version").asLong(1));
    if (hasPreimage) {
      text("preimage").text(event.path("preimage").asText());
    }
  }

  private void runtimeEvent(JsonNode event) {
    map(3).text("event").text(event.path("event").asText());
    text("payload").hex(event.path("event_payload").asText());
    text("version").number(event.path("version").asLong(1));
  }

  private MessagePackWriter map(int members) {
    out.write(0x80 | members);
    return this;
  }

  private MessagePackWriter array(int elements) {
    return head(0xdc, elements, 2);
  }

  private MessagePackWriter number(long value) {
    return head(0xce, value, 4);
  }

  private MessagePackWriter text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    head(0xda, bytes.length, 2);
    out.writeBytes(bytes);
    return this;
  }

  private MessagePackWriter hex(String hex) {
    return bytes(HexFormat.of().parseHex(hex));
  }

  private MessagePackWriter bytes(byte[] bytes) {
    head(0xc5, bytes.length, 2);
    out.writeBytes(bytes);
    return this;
  }

  private MessagePackWriter head(int type, long value, int size) {
    out.write(type);
    for (int i = size - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }
}
