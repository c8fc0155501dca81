package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.exchange.Pause;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The clock, and how to wait.
 *
 * @param request the longest time of one request, from the connection to the last byte
 */
public record Timing(InstantSource clock, Pause pause, Duration request) {
  /** With 30 s for one request. */
  public static Timing of(InstantSource clock, Pause pause) {
    return new Timing(clock, pause, Duration.ofSeconds(30));
  }
}
