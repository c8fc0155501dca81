package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of one JSON event while they are read. */
final class RuntimeEventMembers {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  long imr = -1;
  long eventType = -1;
  long version = 1;
  ByteBuffer digest = NONE;
  String event = "";
  ByteBuffer eventPayload = NONE;
  @Nullable ByteBuffer preimage;

  /** The JSON form must carry what a version 2 event hashed. */
  boolean lacksPreimage() {
    return version == 2 && eventType == EventType.DSTACK_RUNTIME.code() && preimage == null;
  }

  RuntimeLogEntry entry(long offset) {
    return new RuntimeLogEntry(
        offset,
        imr,
        eventType,
        digest,
        event,
        eventPayload,
        version,
        Optional.ofNullable(preimage));
  }
}
