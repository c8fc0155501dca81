package io.github.quotary.ingress.run;

import io.github.quotary.ingress.exchange.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock, and how to wait. */
record Ticker(InstantSource clock, Pause pause) {
  Instant now() {
    return clock.instant();
  }

  /** Waits; false if the thread was interrupted, which it stays. */
  boolean pause(Duration time) {
    try {
      pause.pause(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
