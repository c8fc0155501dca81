package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes dstack logs, sound ones and others. */
final class JsonLog {
  static final long RUNTIME = 134217729;

  private final List<String> events = new ArrayList<>();

  /** Appends an event as text. */
  JsonLog raw(String json) {
    events.add(json);
    return this;
  }

  /** Appends an event with these members. */
  JsonLog event(int imr, long type, byte[] digest, String name, byte[] payload) {
    return event(imr, type, digest, name, payload, "");
  }

  /** Appends an event with these members and more, which start with a comma. */
  JsonLog event(int imr, long type, byte[] digest, String name, byte[] payload, String more) {
    HexFormat hex = HexFormat.of();
    return raw(
        "{\"imr\":%d,\"event_type\":%d,\"digest\":\"%s\",\"event\":\"%s\",\"event_payload\":\"%s\"%s}"
            .formatted(imr, type, hex.formatHex(digest), name, hex.formatHex(payload), more));
  }

  /** Appends a run-time event of RTMR3 with the digest of version 1. */
  JsonLog runtime(String name, byte[] payload) {
    return event(3, RUNTIME, Replays.runtimeDigest(name, payload), name, payload);
  }

  JsonLog runtime(String name, String payload) {
    return runtime(name, payload.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[" + String.join(",", events) + "]";
  }

  RuntimeEventLog parse() {
    return parse(toString());
  }

  static RuntimeEventLog parse(String json) {
    return RuntimeEventLog.parse(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }
}
