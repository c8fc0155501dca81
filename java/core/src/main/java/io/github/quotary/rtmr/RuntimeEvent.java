package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run-time event of dstack. Its digest was recomputed from name and payload, whatever digest the
 * log states; the payload can be read from its {@link ProvenEvent} only.
 */
public final class RuntimeEvent implements Event {
  private final int index;
  private final long offset;
  private final Rtmr register;
  private final String claimedName;
  private final ByteBuffer payload;
  private final DigestVersion version;
  private final Measurement digest;
  private final @Nullable Measurement statedDigest;
  private final @Nullable String contradiction;

  RuntimeEvent(
      int index,
      long offset,
      Rtmr register,
      String claimedName,
      ByteBuffer payload,
      DigestVersion version,
      Measurement digest,
      @Nullable Measurement statedDigest,
      @Nullable String contradiction) {
    this.index = index;
    this.offset = offset;
    this.register = register;
    this.claimedName = claimedName;
    this.payload = payload;
    this.version = version;
    this.digest = digest;
    this.statedDigest = statedDigest;
    this.contradiction = contradiction;
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
    return Optional.of(register);
  }

  @Override
  public EventType type() {
    return EventType.DSTACK_RUNTIME;
  }

  /** The recomputed digest. */
  @Override
  public Measurement digest() {
    return digest;
  }

  /** The digest that the log states; empty where it leaves it to be recomputed. */
  public Optional<Measurement> statedDigest() {
    return Optional.ofNullable(statedDigest);
  }

  @Override
  public String claimedName() {
    return claimedName;
  }

  /** How its digest is made. */
  public DigestVersion version() {
    return version;
  }

  ByteBuffer payload() {
    return payload;
  }

  /** What in this event contradicts its name and payload, if anything does. */
  @Nullable String contradiction() {
    return contradiction;
  }

  /** Version 1: an honest event of this name would have split at the first ':'. */
  boolean hasImpossibleName() {
    return version == DigestVersion.V1 && claimedName.indexOf(':') >= 0;
  }

  /** Version 1: the same digest belongs to a longer name with a shorter payload, too. */
  boolean couldBeSplitElsewhere() {
    if (version != DigestVersion.V1) {
      return false;
    }
    for (int i = 0; i < payload.limit(); i++) {
      if (payload.get(i) == ':') {
        return true;
      }
    }
    return false;
  }
}
