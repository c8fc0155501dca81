package io.github.quotary.pcs.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date. Source: RFC 9110, section 10.2.3. */
final class RetryAfter {
  private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();

  private RetryAfter() {}

  /** The time to wait, at most a day; empty for a value in neither form. */
  static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.matches("\\d{1,18}")) {
      return Optional.of(bounded(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(until.getEpochSecond() - now.getEpochSecond()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(long seconds) {
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_SECONDS)));
  }
}
