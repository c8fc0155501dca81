package io.github.quotary.ingress.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.acme.RenewalDecision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When certificates are due, and how long to wait after failures. */
class RenewalsTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private static Instant day(double day) {
    return START.plusSeconds(Math.round(day * Duration.ofDays(1).toSeconds()));
  }

  private static RenewalDecision decide(
      double lifetime, Optional<RenewalAdvice> advice, double position, double now, int days) {
    return Renewals.decide(
        START,
        day(lifetime),
        advice,
        position,
        day(now),
        days < 0 ? OptionalInt.empty() : OptionalInt.of(days));
  }

  private static Optional<RenewalAdvice> advice(double start, double end) {
    return Optional.of(new RenewalAdvice(day(start), day(end), Optional.empty(), START));
  }

  /** Lifetime, configured days (-1: none), and the day on which it is due. */
  @ParameterizedTest
  @CsvSource({
    "90, -1, 60",
    "45, -1, 30",
    "398, -1, 265.3333333",
    "6, -1, 3",
    "1, -1, 0.5",
    "90, 30, 60",
    "90, 10, 80",
    "90, 60, 45",
    "6, 30, 3",
    "6, 1, 5"
  })
  void withoutAdvice(double lifetime, int days, double due) {
    RenewalDecision before = decide(lifetime, Optional.empty(), 0.5, due - 0.01, days);
    assertTrue(Duration.between(day(due), before.at()).abs().toSeconds() <= 1, before::toString);
    assertEquals(false, before.isDue());
    assertEquals(true, decide(lifetime, Optional.empty(), 0.5, due + 0.01, days).isDue());
    assertEquals(days < 0 ? Reason.LIFETIME : Reason.CONFIGURED, before.reason());
  }

  /** Window of the advice, position in it, configured days, and the day on which it is due. */
  @ParameterizedTest
  @CsvSource({
    "58, 60, 0, -1, 58, ADVICE",
    "58, 60, 0.5, -1, 59, ADVICE",
    "70, 72, 0.5, -1, 71, ADVICE",
    "85, 95, 0.5, -1, 81, ADVICE",
    "200, 201, 0.5, -1, 81, ADVICE",
    "1, 2, 0.5, -1, 1.5, ADVICE",
    "1, 2, 0.5, 10, 1.5, ADVICE",
    "70, 72, 0.5, 30, 60, CONFIGURED",
    "-5, -3, 0.5, -1, -4, ADVICE"
  })
  void withAdviceFor90Days(
      double start, double end, double position, int days, double due, Reason reason) {
    RenewalDecision decision = decide(90, advice(start, end), position, 50, days);
    assertEquals(day(due), decision.at());
    assertEquals(reason, decision.reason());
    assertEquals(due <= 50, decision.isDue());
  }

  /** One certificate has one position, so that a window's end is not made likelier by each look. */
  @Test
  void positionBelongsToTheCertificate() throws Exception {
    var key = Keys.make();
    var one = TestTls.certificate("CN=i", "CN=s", key, key, START, Duration.ofDays(9), false);
    var other =
        TestTls.certificate(
            "CN=i", "CN=s", key, key, START.plusSeconds(60), Duration.ofDays(9), false);
    double position = Renewals.position(one);
    assertTrue(position >= 0 && position < 1);
    assertEquals(position, Renewals.position(one));
    assertNotEquals(position, Renewals.position(other));
    assertEquals(
        true,
        Renewals.decide(one, Optional.empty(), position, day(8), OptionalInt.empty()).isDue());
  }

  /** Failures, what the authority asks for (-1: nothing), and the pause in seconds. */
  @ParameterizedTest
  @CsvSource({
    "1, -1, 60",
    "2, -1, 120",
    "30, -1, 1800",
    "31, -1, 1800",
    "2147483647, -1, 1800",
    "1, 10, 60",
    "1, 3600, 3600",
    "1, 9999999, 86400"
  })
  void backoff(int failures, long asked, long pause) {
    Optional<Duration> wait = asked < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(asked));
    assertEquals(Duration.ofSeconds(pause), Backoff.after(failures, wait));
  }
}
