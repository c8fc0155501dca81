package io.github.quotary.rtmr;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An event of a dstack log as it was read and before anything was checked; for readers of formats
 * other than JSON.
 *
 * @param offset where it starts in its source, in bytes
 * @param imr register, 0 to 3
 * @param eventType type, 32 bits
 * @param digest stated digest, 48 bytes; empty where a run-time event leaves it to be recomputed
 * @param event name
 * @param eventPayload payload; empty where a firmware event was stripped of it
 * @param version how a run-time event's digest is made: 1 or 2
 * @param preimage what was hashed, if the source says it
 */
public record RuntimeLogEntry(
    long offset,
    long imr,
    long eventType,
    ByteBuffer digest,
    String event,
    ByteBuffer eventPayload,
    long version,
    Optional<ByteBuffer> preimage) {}
