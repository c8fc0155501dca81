package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of firmware, boot loader or kernel, whose digest somebody else made: often, not always,
 * over its payload.
 */
public final class BootEvent implements Event {
  private final int index;
  private final long offset;
  private final @Nullable Rtmr register;
  private final EventType type;
  private final Measurement digest;
  private final String claimedName;
  private final ByteBuffer payload;

  BootEvent(
      int index,
      long offset,
      @Nullable Rtmr register,
      EventType type,
      Measurement digest,
      String claimedName,
      ByteBuffer payload) {
    this.index = index;
    this.offset = offset;
    this.register = register;
    this.type = type;
    this.digest = digest;
    this.claimedName = claimedName;
    this.payload = payload;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public Optional<Rtmr> register() {
    return Optional.ofNullable(register);
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public Measurement digest() {
    return digest;
  }

  @Override
  public String claimedName() {
    return claimedName;
  }

  /**
   * The payload as the log has it, read-only: what whoever wrote the log wants to be believed. For
   * a hint to a person; a decision needs {@link ProvenEvent#payload()}.
   */
  public ByteBuffer unprovenPayload() {
    return payload.duplicate();
  }

  /** {@link #unprovenPayload()}, decoded by the event's type. Never throws. */
  public EventData unprovenData() {
    return EventData.decode(type, payload);
  }
}
