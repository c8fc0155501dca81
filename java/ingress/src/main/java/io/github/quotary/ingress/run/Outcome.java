package io.github.quotary.ingress.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a part of a pass.
 *
 * @param why it failed; empty if it did not
 * @param retryAfter how long somebody asks to wait
 */
record Outcome(Optional<String> why, Optional<Duration> retryAfter) {
  static Outcome good() {
    return new Outcome(Optional.empty(), Optional.empty());
  }

  static Outcome failed(String why) {
    return new Outcome(Optional.of(why), Optional.empty());
  }

  boolean isGood() {
    return why.isEmpty();
  }
}
