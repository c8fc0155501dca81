package io.github.quotary.domain.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {
  @Test
  void aValueHasNoProblem() {
    Reading<Integer> reading = Reading.of(7);
    assertEquals(Optional.of(7), reading.found());
    assertEquals(Optional.empty(), reading.problem());
  }

  @Test
  void aFaultIsReportedAfterItsPlace() {
    Reading<Integer> reading = Reading.malformed("line 3", "it is empty");
    assertEquals(Optional.empty(), reading.found());
    assertEquals(Optional.of("line 3: it is empty"), reading.problem());
    assertEquals(Optional.of("it is empty"), Reading.malformed("it is empty").problem());
  }

  @Test
  void whatIsReadFurtherKeepsTheFirstFault() {
    assertEquals(Reading.of("7"), Reading.of(7).then(number -> Reading.of("" + number)));
    assertEquals(
        Reading.malformed("line 3", "wrong"),
        Reading.<Integer>malformed("line 3", "wrong").then(number -> Reading.of("" + number)));
    assertEquals(
        Reading.malformed("too large"),
        Reading.of(7).then(number -> Reading.malformed("too large")));
  }
}
