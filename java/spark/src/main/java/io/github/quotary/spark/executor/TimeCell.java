package io.github.quotary.spark.executor;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.Instants;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time of verification of a cell. */
final class TimeCell {
  private TimeCell() {}

  /**
   * The time; null if the cell is null.
   *
   * @throws InputException if it is not a time
   */
  static @Nullable Instant of(@Nullable Object cell) {
    if (cell == null) {
      return null;
    }
    if (cell instanceof Instant instant) {
      return instant;
    }
    if (cell instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (cell instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (cell instanceof LocalDate date) {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (cell instanceof Date date) {
      return date.toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return Instants.parse(cell.toString());
  }
}
