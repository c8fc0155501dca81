package io.github.quotary.ingress.acme;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that begins at the present and goes on by hand. */
final class TestClock implements InstantSource {
  private volatile Instant now = Instant.now();

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
