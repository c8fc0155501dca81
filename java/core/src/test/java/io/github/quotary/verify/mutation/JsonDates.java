package io.github.quotary.verify.mutation;

import io.github.quotary.fixture.JsonDoc;
import java.time.Instant;

/** A document's period and the time of verification, which the simulator's calendar fixes. */
final class JsonDates {
  private static final Instant AT = Instant.parse("2026-06-15T00:00:00Z");

  private JsonDates() {}

  /** Nobody can have issued it later. */
  static String issued(String path, String value, JsonDoc document) {
    return time(value).isAfter(AT) ? Words.TRUSTED + " fromTheFuture" : Words.TRUSTED;
  }

  /** The end itself is still valid. */
  static String nextUpdate(String path, String value, JsonDoc document) {
    return time(value).isBefore(AT) ? Words.TRUSTED + " expired" : Words.TRUSTED;
  }

  private static Instant time(String json) {
    return Instant.parse(json.substring(1, json.length() - 1));
  }
}
