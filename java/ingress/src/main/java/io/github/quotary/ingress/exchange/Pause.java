package io.github.quotary.ingress.exchange;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
  /** Returns after this time. */
  void pause(Duration time) throws InterruptedException;
}
