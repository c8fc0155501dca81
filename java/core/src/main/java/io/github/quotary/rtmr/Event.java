package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.util.Optional;

/**
 * An entry of a log. Its digest is what the register was extended with; its payload and name are
 * claims, to be read from a {@link ProvenEvent}. Immutable.
 */
public sealed interface Event permits BootEvent, RuntimeEvent {
  /** Its place in the log, from 0; the header of a binary log does not count. */
  int index();

  /** Where it starts, in bytes from the start of the log. */
  long offset();

  /** The register; empty for MRTD, which nothing extends after launch. */
  Optional<Rtmr> register();

  /** What it says it is. */
  EventType type();

  /** What the register is extended with: 48 bytes. */
  Measurement digest();

  /** The name that the log gives it; empty in binary logs. Nothing proves it. */
  String claimedName();

  /** Whether it extends its register. EV_NO_ACTION does not, nor does anything in MRTD. */
  default boolean isExtended() {
    return register().isPresent() && !type().equals(EventType.NO_ACTION);
  }
}
