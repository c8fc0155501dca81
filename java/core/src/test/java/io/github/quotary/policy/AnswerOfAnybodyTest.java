package io.github.quotary.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerOfAnybodyTest {
  private static final byte[] ANSWER = new byte[64];

  static {
    ANSWER[5] = 7;
  }

  @Test
  void isDemandedAndDoesNotNameATd() {
    Expected answer = Expected.answerOfAnybody(ANSWER);
    assertEquals(Set.of("reportData"), answer.stated());
    assertTrue(answer.statesReportData());
    assertTrue(answer.statesWholeReportData());
    assertFalse(answer.statesIdentity());
    assertFalse(answer.settles(Rule.IDENTITY));
    assertTrue(Expected.reportDataExact(ANSWER).statesIdentity());
  }

  @Test
  void hasTheSizeOfReportData() {
    assertThrows(IllegalArgumentException.class, () -> Expected.answerOfAnybody(new byte[63]));
  }
}
