package io.github.quotary.service.envoy;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The decisions on the quotes that were seen last, each as long as it holds. Thread-safe. */
final class DecisionCache {
  /**
   * What was decided on a quote alone.
   *
   * @param decision the decision
   * @param reportData the verified report data; empty if nothing was verified
   * @param from when it was decided
   * @param until when it no longer holds
   */
  record Entry(Decision decision, Measurement reportData, Instant from, Instant until) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private final int maxEntries;
  private final Map<Measurement, Entry> entries;

  DecisionCache(int maxEntries) {
    this.maxEntries = maxEntries;
    entries = new LinkedHashMap<>(16, 0.75f, true);
  }

  synchronized Optional<Entry> find(Measurement key, Instant now) {
    Entry entry = entries.get(key);
    if (entry != null && !entry.holdsAt(now)) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(entry);
  }

  /** Remembers a decision that still holds; the one that was used longest ago goes. */
  synchronized void put(Measurement key, Entry entry) {
    if (maxEntries == 0 || !entry.from().isBefore(entry.until())) {
      return;
    }
    entries.put(key, entry);
    if (entries.size() > maxEntries) {
      Iterator<Measurement> oldest = entries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
