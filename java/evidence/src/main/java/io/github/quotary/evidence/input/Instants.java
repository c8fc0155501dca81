package io.github.quotary.evidence.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Parses times given by the user. */
public final class Instants {
  /** 9999-12-31T23:59:59Z, the last second that ISO 8601 writes with a year of four digits. */
  private static final long LAST_SECOND = 253_402_300_799L;

  /** Intel issued the first SGX root certificate in May 2018: nothing can be meant before. */
  private static final Instant FIRST = Instant.parse("2018-01-01T00:00:00Z");

  private static final long THOUSAND = 1000;
  private static final List<String> UNITS = List.of("milliseconds", "microseconds", "nanoseconds");

  private Instants() {}

  /**
   * An ISO 8601 instant, a date, which is its midnight in UTC, or seconds since 1970.
   *
   * @throws InputException if it is none of them, before 2018, or past the year 9999
   */
  public static Instant parse(String text) {
    Instant time = text.matches("[+-]?\\d+") ? ofEpoch(text) : ofIso(text);
    if (time.getEpochSecond() <= 0) {
      throw new InputException(
          quoted(text) + " is not a valid time: it is not after 1970-01-01T00:00:00Z");
    }
    if (time.isBefore(FIRST)) {
      throw new InputException(
          quoted(text)
              + " is not a valid time: it means "
              + time
              + ", before the first SGX root certificate; write a date like 2026-08-20");
    }
    if (time.getEpochSecond() > LAST_SECOND) {
      throw new InputException(quoted(text) + " is not a valid time: it is past the year 9999");
    }
    return time;
  }

  private static Instant ofEpoch(String text) {
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
    if (number <= 0) {
      return Instant.EPOCH;
    }
    long seconds = number;
    for (String unit : UNITS) {
      if (seconds > LAST_SECOND && seconds / THOUSAND <= LAST_SECOND) {
        throw new InputException(
            quoted(text)
                + " is not a valid time: it looks like "
                + unit
                + "; write "
                + seconds / THOUSAND);
      }
      seconds /= THOUSAND;
    }
    return Instant.ofEpochSecond(number);
  }

  private static Instant ofIso(String text) {
    try {
      return text.indexOf('T') < 0 && text.indexOf('t') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw invalid(text);
    }
  }

  private static InputException invalid(String text) {
    return new InputException(
        quoted(text)
            + " is not a valid time; write it like 2026-08-20T00:00:00Z, like 2026-08-20, or as"
            + " seconds since 1970");
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
