package io.github.quotary.ingress.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of {@code Retry-After}. */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  /** The header, the answer's own date, and the seconds to wait. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120 | | 120",
        "0 | | 0",
        "Tue, 01 Jan 2030 00:01:00 GMT | | 60",
        "Tue, 01 Jan 2030 00:01:00 GMT | Tue, 01 Jan 2030 00:00:50 GMT | 10",
        "Mon, 31 Dec 2029 00:01:00 GMT | | ",
        "soon | | ",
        "-5 | | ",
        "1.5 | | ",
        "99999999999999999999 | | "
      })
  void forms(String header, String date, Long seconds) {
    HttpHeaders headers =
        HttpHeaders.of(
            date == null
                ? Map.of("Retry-After", List.of(header))
                : Map.of("Retry-After", List.of(header), "Date", List.of(date)),
            (name, value) -> true);
    assertEquals(
        Optional.ofNullable(seconds).map(Duration::ofSeconds), RetryAfter.of(headers, NOW));
  }
}
