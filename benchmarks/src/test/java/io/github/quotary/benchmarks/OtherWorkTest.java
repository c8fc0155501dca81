package io.github.quotary.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The first line of {@code /proc/stat}, in hundredths of a second. */
class OtherWorkTest {
  @Test
  void countsAllButIdleTimeAndTheGuestsThatUserTimeIncludes() {
    assertEquals(
        OptionalDouble.of((100 + 20 + 30 + 1 + 2 + 3) * 1e7),
        OtherWork.busy("cpu  100 20 30 5000 600 1 2 3 77 88"));
  }

  @Test
  void knowsNothingOfAnotherLayout() {
    assertEquals(OptionalDouble.empty(), OtherWork.busy("cpu  100 20 30 5000"));
    assertEquals(OptionalDouble.empty(), OtherWork.busy("intr 1 2 3 4 5 6 7 8 9 10"));
  }
}
