package io.github.quotary.domain.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A watch's history and its undelivered alerts. Both are one value, so that no change is saved
 * without its alerts, and no alert without its change. Immutable.
 *
 * @param names what is known of each name
 * @param outbox undelivered alerts, oldest first
 */
public record WatchState(Map<String, NameState> names, List<Pending> outbox) {
  private static final WatchState EMPTY = new WatchState(Map.of(), List.of());

  /** Copies and sorts. */
  public WatchState {
    names = Collections.unmodifiableMap(new TreeMap<>(names));
    outbox = List.copyOf(outbox);
  }

  /**
   * An undelivered alert.
   *
   * @param alert the alert
   * @param owed names of the sinks that have not accepted it
   */
  public record Pending(Alert alert, Set<String> owed) {
    /** Copies and sorts. */
    public Pending {
      owed = Collections.unmodifiableSet(new TreeSet<>(owed));
    }
  }

  /** Nothing is known. */
  public static WatchState empty() {
    return EMPTY;
  }

  /**
   * The state after an observation.
   *
   * @param sinks names of the sinks to notify
   */
  WatchState after(Observation seen, WatchRules rules, Set<String> sinks) {
    NameState before = names.getOrDefault(seen.name(), NameState.fresh(seen.name(), seen.at()));
    Change change = Change.of(before, seen, rules);
    Map<String, NameState> all = new TreeMap<>(names);
    all.put(seen.name(), change.after());
    List<Pending> pending = new ArrayList<>(outbox);
    change.alerts().forEach(alert -> pending.add(new Pending(alert, sinks)));
    return new WatchState(all, Outbox.bounded(pending, seen));
  }

  /** The state after a sink has accepted these alerts. */
  WatchState delivered(String sink, Set<String> ids) {
    return new WatchState(
        names,
        outbox.stream()
            .map(pending -> ids.contains(pending.alert().id()) ? without(pending, sink) : pending)
            .filter(pending -> !pending.owed().isEmpty())
            .toList());
  }

  /** The state without deliveries to sinks other than these. */
  WatchState owingOnly(Set<String> sinks) {
    return new WatchState(
        names,
        outbox.stream()
            .map(
                pending -> {
                  Set<String> owed = new TreeSet<>(pending.owed());
                  owed.retainAll(sinks);
                  return new Pending(pending.alert(), owed);
                })
            .filter(pending -> !pending.owed().isEmpty())
            .toList());
  }

  private static Pending without(Pending pending, String sink) {
    Set<String> owed = new TreeSet<>(pending.owed());
    owed.remove(sink);
    return new Pending(pending.alert(), owed);
  }
}
