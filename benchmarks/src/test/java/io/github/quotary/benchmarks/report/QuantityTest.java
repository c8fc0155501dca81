package io.github.quotary.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 0.500 ns",
        "15.26 | 15.3 ns",
        "999.4 | 999 ns",
        "1000 | 1.00 µs",
        "91234 | 91.2 µs",
        "1234567 | 1.23 ms",
        "2500000000 | 2.50 s"
      })
  void showsTimesInASuitableUnit(double nanos, String shown) {
    assertEquals(shown, Quantity.time(nanos));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0.12345 | 0.123", "9.999 | 10.0", "99.96 | 100", "123456 | 123,000"})
  void showsThreeDigits(double value, String shown) {
    assertEquals(shown, Quantity.number(value));
  }
}
