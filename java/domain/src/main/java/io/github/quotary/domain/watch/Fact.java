package io.github.quotary.domain.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A reported value, and recently seen ones. A new value is reported at once. A recently seen value,
 * as where two servers answer in turn, is reported only once it has settled.
 *
 * @param value the last reported value, or the first one seen
 * @param since when that was
 * @param seen recently seen values, and when each was last seen
 * @param returning the value that has come back, and since when nothing else is seen
 */
public record Fact(
    String value, Instant since, Map<String, Instant> seen, Optional<Returning> returning) {
  private static final int MAX_SEEN = 32;

  /** Copies the map. */
  public Fact {
    seen = Map.copyOf(seen);
  }

  /**
   * A value that has come back.
   *
   * @param value the value
   * @param since since when nothing else is seen
   */
  public record Returning(String value, Instant since) {}

  static Fact first(String value, Instant at) {
    return new Fact(value, at, Map.of(value, at), Optional.empty());
  }

  /** The fact after this value is seen; if {@link #since} changes, it is to be reported. */
  Fact see(String now, Instant at, Duration settle) {
    Map<String, Instant> all = new TreeMap<>(seen);
    Optional<Instant> last = Optional.ofNullable(all.put(now, at));
    all.entrySet()
        .removeIf(
            entry ->
                !entry.getKey().equals(value)
                    && !entry.getKey().equals(now)
                    && !isWithin(entry.getValue(), at, settle));
    while (all.size() > MAX_SEEN) {
      all.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(now))
          .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
          .ifPresent(oldest -> all.remove(oldest.getKey()));
    }
    if (now.equals(value)) {
      return new Fact(value, since, all, Optional.empty());
    }
    Instant start =
        returning.filter(back -> back.value().equals(now)).map(Returning::since).orElse(at);
    boolean isNew = last.filter(time -> isWithin(time, at, settle)).isEmpty();
    return isNew || !isWithin(start, at, settle)
        ? new Fact(now, at, all, Optional.empty())
        : new Fact(value, since, all, Optional.of(new Returning(now, start)));
  }

  private static boolean isWithin(Instant then, Instant at, Duration settle) {
    return Duration.between(then, at).compareTo(settle) < 0;
  }
}
