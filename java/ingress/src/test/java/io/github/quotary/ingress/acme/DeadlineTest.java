package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  /** Else an order that is to stop would ask the authority again without a pause. */
  @Test
  void anInterruptOfThePauseEndsWhatIsDoneAndIsNotLost() {
    Timing timing =
        Timing.of(
            new TestClock(),
            time -> {
              throw new InterruptedException();
            });
    Deadline deadline = Deadline.in(timing, Duration.ofHours(1));
    AcmeFaultException interrupted =
        assertThrows(
            AcmeFaultException.class, () -> deadline.pause(Duration.ofSeconds(1), "show an order"));
    assertTrue(Thread.interrupted());
    assertEquals(new AcmeFault.Interrupted("show an order"), interrupted.fault());
  }
}
