package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A log of dstack: firmware's events and, in RTMR3, those of the guest, as a JSON array of
 *
 * <pre>
 * {"imr":0..3, "event_type":32 bits, "digest":"48 bytes", "event":"name", "event_payload":"bytes",
 *  "version":1 or 2, "preimage":"bytes"}
 * </pre>
 *
 * <p>with bytes in hexadecimal; the last two members are there for newer run-time events only. The
 * digest of every run-time event is recomputed when the log is read, and it is the recomputed one
 * that is replayed. Holds copies of everything.
 */
public final class RuntimeEventLog extends EventLog {
  /** Longest JSON text that is read. */
  public static final int MAX_BYTES = 16 << 20;

  /** Most events that are read; real logs have thirty. */
  public static final int MAX_EVENTS = 1 << 14;

  private static final ByteBuffer ACPI_DATA =
      ByteBuffer.wrap("ACPI DATA".getBytes(StandardCharsets.US_ASCII));

  private final List<Event> events;
  private final ByteBuffer digests;

  /** The events, and their digests one after the other. */
  RuntimeEventLog(List<Event> events, ByteBuffer digests) {
    this.events = events;
    this.digests = digests;
  }

  /**
   * Reads the JSON array in the buffer's remaining bytes; the position stays. Members that are not
   * known are ignored.
   *
   * @throws EventLogFormatException if it is not such an array: not strict UTF-8 JSON, a member
   *     twice, nested too deep, a digest that has not 48 bytes, a register that does not exist, a
   *     version 2 event without its preimage, more than {@link #MAX_EVENTS} events or {@link
   *     #MAX_BYTES} bytes
   */
  public static RuntimeEventLog parse(ByteBuffer json) {
    return RuntimeLogJson.parse(json.slice());
  }

  /**
   * A log of entries that were read from another format.
   *
   * @throws EventLogFormatException if an entry breaks a rule, or if there are more than {@link
   *     #MAX_EVENTS}
   */
  public static RuntimeEventLog of(List<RuntimeLogEntry> entries) {
    RuntimeLogBuilder builder = new RuntimeLogBuilder();
    entries.forEach(builder::add);
    return builder.build();
  }

  @Override
  public int size() {
    return events.size();
  }

  @Override
  public Event event(int index) {
    return events.get(index);
  }

  @Override
  void extend(RegisterFile registers) {
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.isExtended()) {
        registers.extend(event.register().orElseThrow().index(), digests, i * Rtmr.SIZE);
      }
    }
  }

  @Override
  boolean isPartial(Rtmr register) {
    boolean some = false;
    for (Event event : events) {
      if (event.register().orElseThrow() == register) {
        if (!isAcpiData(event)) {
          return false;
        }
        some = true;
      }
    }
    return some;
  }

  /** One of the three events that a log keeps of RTMR0 when it is stripped. */
  private static boolean isAcpiData(Event event) {
    return event instanceof BootEvent boot
        && event.type().equals(EventType.PLATFORM_CONFIG_FLAGS)
        && boot.unprovenPayload().equals(ACPI_DATA);
  }
}
