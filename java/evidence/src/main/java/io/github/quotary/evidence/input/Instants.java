package io.github.quotary.evidence.input;

import java.time.DateTimeException;
import java.time.Instant;

/** Parses times given by the user. */
public final class Instants {
  private Instants() {}

  /**
   * An ISO 8601 instant, or seconds since 1970.
   *
   * @throws InputException if it is neither
   */
  public static Instant parse(String text) {
    try {
      return text.matches("-?\\d+")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new InputException(
          "'"
              + text
              + "' is not a valid time; write it like 2026-08-20T00:00:00Z, or as seconds"
              + " since 1970");
    }
  }
}
