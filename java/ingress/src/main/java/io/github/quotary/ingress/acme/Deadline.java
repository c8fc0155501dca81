package io.github.quotary.ingress.acme;

import java.time.Duration;
import java.time.Instant;

/** The end of the time that an order, or the opening of an account, may take. */
final class Deadline {
  private final Timing timing;
  private final Duration limit;
  private final Instant end;

  private Deadline(Timing timing, Duration limit) {
    this.timing = timing;
    this.limit = limit;
    this.end = timing.clock().instant().plus(limit);
  }

  static Deadline in(Timing timing, Duration limit) {
    return new Deadline(timing, limit);
  }

  Duration limit() {
    return limit;
  }

  /** Whether there is time left after this pause. */
  boolean allows(Duration pause) {
    return timing.clock().instant().plus(pause).isBefore(end);
  }

  /**
   * Waits.
   *
   * @param doing for the fault
   */
  void pause(Duration time, String doing) throws AcmeFaultException {
    try {
      timing.pause().pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AcmeFaultException(new AcmeFault.Interrupted(doing));
    }
  }
}
