package io.github.quotary.domain.watch;

import io.github.quotary.domain.watch.WatchState.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps undelivered alerts few. Where there are too many, the oldest are given up, and one alert
 * says how many, all times together.
 */
final class Outbox {
  static final int MOST = 1000;

  private Outbox() {}

  /**
   * The newest of these, and how many were lost.
   *
   * @param seen the observation that came last
   */
  static List<Pending> bounded(List<Pending> all, Observation seen) {
    if (all.size() <= MOST) {
      return all;
    }
    int first = all.size() - MOST + 1;
    List<Pending> kept = new ArrayList<>();
    long lost = 0;
    Set<String> owed = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      Pending pending = all.get(i);
      long earlier = lostBefore(pending.alert());
      if (i >= first && earlier == 0) {
        kept.add(pending);
      } else {
        lost += earlier == 0 ? 1 : earlier;
        owed.addAll(pending.owed());
      }
    }
    kept.add(new Pending(notice(lost, seen.at(), seen.name()), owed));
    return kept;
  }

  private static Alert notice(long lost, Instant at, String name) {
    return Alert.numbered(
        lost,
        at,
        name,
        AlertKind.ALERTS_LOST,
        Severity.WARNING,
        "alerts",
        "",
        Long.toString(lost),
        "undelivered alerts of all names were given up, the oldest first: see what the sinks do",
        Optional.empty());
  }

  /** How many a notice speaks of; 0 of another alert. */
  private static long lostBefore(Alert alert) {
    return alert.kind() == AlertKind.ALERTS_LOST && alert.after().matches("[0-9]{1,18}")
        ? Long.parseLong(alert.after())
        : 0;
  }
}
