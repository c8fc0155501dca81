package io.github.quotary.ingress.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickerTest {
  @Test
  void anInterruptEndsThePauseAndIsNotLost() {
    Ticker ticker =
        new Ticker(
            () -> Instant.EPOCH,
            time -> {
              throw new InterruptedException();
            });
    assertFalse(ticker.pause(Duration.ofSeconds(1)));
    assertTrue(Thread.interrupted());
  }
}
