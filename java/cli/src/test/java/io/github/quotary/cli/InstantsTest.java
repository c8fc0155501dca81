package io.github.quotary.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  @ParameterizedTest
  @CsvSource({
    "1514764800, 2018-01-01T00:00:00Z",
    "1787184000, 2026-08-20T00:00:00Z",
    "253402300799, 9999-12-31T23:59:59Z",
    "2026-08-20, 2026-08-20T00:00:00Z",
    "2026-08-20T00:00:00Z, 2026-08-20T00:00:00Z",
    "2026-08-20T02:00:00+02:00, 2026-08-20T00:00:00Z",
    "9999-12-31, 9999-12-31T00:00:00Z"
  })
  void aTime(String text, Instant expected) {
    assertEquals(expected, Instants.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, is not after 1970-01-01T00:00:00Z",
    "-5, is not after 1970-01-01T00:00:00Z",
    "-9223372036854775808, is not after 1970-01-01T00:00:00Z",
    "1970-01-01, is not after 1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z, is not after 1970-01-01T00:00:00Z",
    "253402300800, looks like milliseconds; write 253402300",
    "1787184000000, looks like milliseconds; write 1787184000",
    "1787184000000000, looks like microseconds; write 1787184000",
    "1787184000000000000, looks like nanoseconds; write 1787184000",
    "9223372036854775807, looks like nanoseconds; write 9223372036",
    "+10000-01-01, is past the year 9999",
    "+58603-08-11T00:00:00Z, is past the year 9999"
  })
  void whatCannotBeMeant(String text, String message) {
    assertTrue(problem(text).contains("'" + text + "' is not a valid time: "), problem(text));
    assertTrue(problem(text).contains(message), problem(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-08",
        "2026-13-01",
        "2026-02-30",
        "20-08-2026",
        "2026-08-20T00:00:00",
        "2026-08-20 00:00:00Z",
        "1787184000.5",
        "99999999999999999999"
      })
  void noTime(String text) {
    assertTrue(problem(text).contains("write it like 2026-08-20T00:00:00Z"), problem(text));
  }

  private static String problem(String text) {
    return assertThrows(InputException.class, () -> Instants.parse(text)).getMessage();
  }
}
