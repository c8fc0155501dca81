package io.github.quotary.rtmr;

import java.nio.ByteBuffer;

/**
 * An event whose digest was recomputed from its payload and whose register replays to the report:
 * these bytes were measured, in this place of the register's history. There is no other way to one
 * than {@link RtmrComparison}.
 *
 * <p>As true as the report: it must come from a quote that {@link
 * io.github.quotary.verify.Verifier} verified.
 */
public final class ProvenEvent {
  private final Event event;
  private final ByteBuffer payload;
  private final boolean whole;

  ProvenEvent(RuntimeEvent event) {
    this.event = event;
    this.payload = event.payload();
    this.whole = true;
  }

  ProvenEvent(BootEvent event, MeasuredPart part) {
    this.event = event;
    this.payload = part.bytes();
    this.whole = part.whole();
  }

  /** The event. The type of a firmware event stays a claim: its digest does not cover it. */
  public Event event() {
    return event;
  }

  /** The register. */
  public Rtmr register() {
    return event.register().orElseThrow();
  }

  /**
   * The name of a run-time event, which its digest covers; empty for a firmware event. See {@link
   * #nameCouldBeLonger()}.
   */
  public String name() {
    return event instanceof RuntimeEvent ? event.claimedName() : "";
  }

  /** The bytes that were measured, read-only: the payload, or of firmware events a part of it. */
  public ByteBuffer payload() {
    return payload.duplicate();
  }

  /** A copy of {@link #payload()}. */
  public byte[] payloadBytes() {
    byte[] copy = new byte[payload.limit()];
    payload.get(0, copy);
    return copy;
  }

  /** Whether {@link #payload()} is all of the log's payload. */
  public boolean isWholePayload() {
    return whole;
  }

  /** {@link #payload()}, decoded by the event's type where it is the whole payload. */
  public EventData data() {
    return whole
        ? EventData.decode(event.type(), payload)
        : new EventData.Opaque(payload.duplicate());
  }

  /**
   * Whether the digest is also that of a longer name with a shorter payload. Version 1 digests join
   * name and payload with a ':'; where the payload has another, an event named {@code a:b} with
   * payload {@code c} can pass for one named {@code a} with payload {@code b:c}. Harmless only
   * where nobody could have measured an event with a ':' in its name.
   */
  public boolean nameCouldBeLonger() {
    return event instanceof RuntimeEvent runtime && runtime.couldBeSplitElsewhere();
  }
}
