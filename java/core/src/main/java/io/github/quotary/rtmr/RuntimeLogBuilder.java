package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks entries one by one and makes a log of them. */
final class RuntimeLogBuilder {
  private static final long MAX_U32 = 0xffff_ffffL;

  private final List<Event> events = new ArrayList<>();

  /**
   * Adds an event.
   *
   * @throws EventLogFormatException if the entry breaks a rule
   */
  void add(RuntimeLogEntry entry) {
    if (events.size() == RuntimeEventLog.MAX_EVENTS) {
      throw malformed(entry, "the log has more than " + RuntimeEventLog.MAX_EVENTS + " events");
    }
    if (entry.imr() < 0 || entry.imr() >= Rtmr.COUNT) {
      throw malformed(entry, "unknown register: imr is " + entry.imr() + ", not 0 to 3");
    }
    if (entry.eventType() < 0 || entry.eventType() > MAX_U32) {
      throw malformed(entry, "event_type " + entry.eventType() + " has not 32 bits");
    }
    if (!CanonicalText.isUnicode(entry.event())) {
      throw malformed(entry, "its name has a lone surrogate");
    }
    boolean runtime = entry.eventType() == EventType.DSTACK_RUNTIME.code();
    events.add(runtime ? runtimeEvent(entry) : bootEvent(entry));
  }

  private BootEvent bootEvent(RuntimeLogEntry entry) {
    requireDigestSize(entry);
    return new BootEvent(
        events.size(),
        entry.offset(),
        Rtmr.of((int) entry.imr()),
        new EventType(entry.eventType()),
        Measurement.of(entry.digest()),
        entry.event(),
        copy(entry.eventPayload()));
  }

  private RuntimeEvent runtimeEvent(RuntimeLogEntry entry) {
    if (entry.version() != 1 && entry.version() != 2) {
      throw malformed(entry, "version " + entry.version() + " is not known; 1 and 2 are");
    }
    DigestVersion version = entry.version() == 1 ? DigestVersion.V1 : DigestVersion.V2;
    ByteBuffer payload = copy(entry.eventPayload());
    byte[] preimage = RuntimeDigests.preimage(version, entry.event(), payload);
    Measurement digest = RuntimeDigests.sha384(preimage);
    Measurement stated = null;
    if (entry.digest().hasRemaining()) {
      requireDigestSize(entry);
      stated = Measurement.of(entry.digest());
    }
    String contradiction = null;
    if (stated != null && !stated.equals(digest)) {
      contradiction = "the log states digest " + stated + "; name and payload give " + digest;
    } else if (!entry.preimage().map(ByteBuffer.wrap(preimage)::equals).orElse(true)) {
      contradiction = "its preimage is not made of its name and payload";
    }
    return runtimeEvent(entry, payload, version, digest, stated, contradiction);
  }

  private RuntimeEvent runtimeEvent(
      RuntimeLogEntry entry,
      ByteBuffer payload,
      DigestVersion version,
      Measurement digest,
      @Nullable Measurement stated,
      @Nullable String contradiction) {
    return new RuntimeEvent(
        events.size(),
        entry.offset(),
        Rtmr.of((int) entry.imr()),
        entry.event(),
        payload,
        version,
        digest,
        stated,
        contradiction);
  }

  private void requireDigestSize(RuntimeLogEntry entry) {
    int size = entry.digest().remaining();
    if (size != Rtmr.SIZE) {
      throw malformed(entry, "its digest has " + size + " bytes, not " + Rtmr.SIZE);
    }
  }

  private EventLogFormatException malformed(RuntimeLogEntry entry, String problem) {
    return new EventLogFormatException(events.size(), entry.offset(), problem);
  }

  /** Number of events so far. */
  int size() {
    return events.size();
  }

  RuntimeEventLog build() {
    ByteBuffer digests = ByteBuffer.allocate(events.size() * Rtmr.SIZE);
    events.forEach(event -> digests.put(event.digest().toByteArray()));
    return new RuntimeEventLog(List.copyOf(events), digests);
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }
}
