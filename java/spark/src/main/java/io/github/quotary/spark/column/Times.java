package io.github.quotary.spark.column;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Times as Spark takes them in this session.
 *
 * @param areInstants whether {@code spark.sql.datetime.java8API.enabled} is set
 */
public record Times(boolean areInstants) implements Serializable {
  /** The value of a column of timestamps. */
  public Object of(Instant time) {
    return areInstants ? time : Timestamp.from(time);
  }
}
