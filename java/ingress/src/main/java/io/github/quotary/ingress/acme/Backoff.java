package io.github.quotary.ingress.acme;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait after failed passes: 60 s more after each, at most 1800 s; longer where the
 * authority asks for it, up to a day.
 */
public final class Backoff {
  private static final Duration STEP = Duration.ofSeconds(60);
  private static final int MAX_STEPS = 30;
  private static final Duration MAX_ASKED = Duration.ofDays(1);

  private Backoff() {}

  /**
   * The time until the next pass.
   *
   * @param failures one after the other, at least 1
   * @param asked how long the authority asks to wait
   */
  public static Duration after(int failures, Optional<Duration> asked) {
    if (failures < 1) {
      throw new IllegalArgumentException(failures + " failures");
    }
    Duration own = STEP.multipliedBy(Math.min(failures, MAX_STEPS));
    Duration longer = asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
    return longer.compareTo(MAX_ASKED) > 0 ? MAX_ASKED : longer;
  }
}
