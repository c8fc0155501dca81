package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.EventLogSpec;
import io.github.quotary.simulator.dstack.LoggedEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * dstack's versioned attestation, version 0, in SCALE: quote, stripped log, run-time events, report
 * data, configuration.
 */
final class ScaleAttestationWriter {
  private static final HexFormat HEX = HexFormat.of();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static byte[] write(QuoteAnswer answer, EventLogSpec log) {
    ScaleAttestationWriter writer = new ScaleAttestationWriter();
    writer.out.write(0);
    writer.out.write(0);
    writer.bytes(answer.quote());
    writer.log(log.events().stream().filter(ScaleAttestationWriter::isKept).toList());
    writer.runtimeEvents(log.events().stream().filter(e -> e.version() != null).toList());
    writer.out.writeBytes(answer.reportData());
    writer.text(answer.vmConfig());
    return writer.out.toByteArray();
  }

  private static boolean isKept(LoggedEvent event) {
    return event.version() != null || event.name().startsWith("acpi-");
  }

  private void log(List<LoggedEvent> events) {
    compact(events.size());
    for (LoggedEvent event : events) {
      u32(event.rtmr());
      u32(event.type());
      hex(event.version() == null ? event.digest() : "");
      text(event.name());
      hex(event.payload());
    }
  }

  private void runtimeEvents(List<LoggedEvent> events) {
    compact(events.size());
    for (LoggedEvent event : events) {
      text(event.name());
      hex(event.payload());
    }
  }

  private void hex(String value) {
    bytes(HEX.parseHex(value));
  }

  private void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] value) {
    compact(value.length);
    out.writeBytes(value);
  }

  private void u32(long value) {
    littleEndian(value, Integer.BYTES);
  }

  /** SCALE's compact integer: the two lowest bits say how many octets it has. */
  private void compact(int value) {
    if (value < 1 << 6) {
      out.write(value << 2);
    } else if (value < 1 << 14) {
      littleEndian(((long) value << 2) | 1, 2);
    } else {
      littleEndian(((long) value << 2) | 2, Integer.BYTES);
    }
  }

  private void littleEndian(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (Byte.SIZE * i)));
    }
  }
}
