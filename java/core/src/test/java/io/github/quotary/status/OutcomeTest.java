package io.github.quotary.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Outcome<String> FAILED =
      Outcome.failed(RejectReason.PCK_REVOKED, "serial 7");

  @Test
  void aStepThatPassedGoesOn() {
    Outcome<Integer> length = Outcome.passed("four").then(text -> Outcome.passed(text.length()));
    assertEquals(4, length.orElseThrow());
    assertNull(length.rejectionOrNull());
  }

  @Test
  void aStepThatFailedEndsIt() {
    Outcome<Integer> outcome = FAILED.then(text -> fail("not to be called"));
    assertEquals(Rejection.of(RejectReason.PCK_REVOKED, "serial 7"), outcome.rejectionOrNull());
    String message = assertThrows(IllegalStateException.class, outcome::orElseThrow).getMessage();
    assertTrue(message.contains("serial 7"), message);
  }

  @Test
  void eitherEndIsMadeIntoOne() {
    assertEquals("4", Outcome.passed(4).fold(String::valueOf, Rejection::detail));
    assertEquals("serial 7", FAILED.fold(String::valueOf, Rejection::detail));
  }

  /** Which of two steps is made first must not decide what is reported. */
  @Test
  void ofTwoFailuresTheOneThatIntelReportsFirstCounts() {
    Outcome<String> earlier = Outcome.failed(RejectReason.TCB_INFO_UNSUPPORTED_FORMAT, "early");
    assertEquals(
        Outcome.passed(11),
        Outcome.both(Outcome.passed(4), Outcome.passed(7), (a, b) -> Outcome.passed(a + b)));
    assertEquals(earlier, Outcome.both(FAILED, earlier, (a, b) -> fail("not to be called")));
    assertEquals(earlier, Outcome.both(earlier, FAILED, (a, b) -> fail("not to be called")));
    assertEquals(
        FAILED, Outcome.both(Outcome.passed(4), FAILED, (a, b) -> fail("not to be called")));
  }
}
