package io.github.quotary.domain.dstack;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.rtmr.EventType;
import io.github.quotary.rtmr.RuntimeLogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run-time events of an attestation, which come twice. */
final class RuntimeEntries {
  private static final int RTMR3 = 3;
  private static final ByteBuffer NO_DIGEST = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private RuntimeEntries() {}

  /** A run-time event as attestations list it: no register, no type, no digest. */
  static RuntimeLogEntry entry(long offset, String event, ByteBuffer payload, long version) {
    return new RuntimeLogEntry(
        offset,
        RTMR3,
        EventType.DSTACK_RUNTIME.code(),
        NO_DIGEST,
        event,
        payload,
        version,
        Optional.empty());
  }

  /**
   * The log with the run-time events in it.
   *
   * @throws MalformedException if its run-time events differ from the list
   */
  static List<RuntimeLogEntry> join(List<RuntimeLogEntry> log, List<RuntimeLogEntry> list)
      throws MalformedException {
    List<RuntimeLogEntry> inLog = log.stream().filter(RuntimeEntries::isRuntime).toList();
    List<RuntimeLogEntry> joined = new ArrayList<>(log);
    if (inLog.isEmpty()) {
      joined.addAll(list);
      return joined;
    }
    for (int i = 0; i < Math.max(inLog.size(), list.size()); i++) {
      if (i >= inLog.size() || i >= list.size() || !isSame(inLog.get(i), list.get(i))) {
        throw new MalformedException(
            i < list.size() ? list.get(i).offset() : inLog.get(i).offset(),
            "run-time event " + i + " differs between the log and the separate event list");
      }
    }
    return joined;
  }

  private static boolean isRuntime(RuntimeLogEntry entry) {
    return entry.eventType() == EventType.DSTACK_RUNTIME.code();
  }

  private static boolean isSame(RuntimeLogEntry one, RuntimeLogEntry other) {
    return one.event().equals(other.event())
        && one.eventPayload().equals(other.eventPayload())
        && one.version() == other.version();
  }
}
