package io.github.quotary.domain.watch;

import io.github.quotary.domain.watch.AlertSink.Delivery;
import io.github.quotary.domain.watch.WatchState.Pending;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Observes names, round by round. An alert is saved with the state before it is sent; what a sink
 * took is saved at once when it has had what it is owed. If the process ends in between, alerts are
 * sent again with the same ids, so a sink that deduplicates by id sees every alert exactly once. A
 * round spends two minutes on sending and no delivery begins later: what is left waits for the next
 * one, so that a slow sink keeps no name from being observed. Several names are observed at once,
 * so that a slow one delays a round by its own deadline alone; what they give is taken, saved and
 * sent in the order of the names. For one thread.
 */
public final class WatchLoop {
  private static final Duration SENDING = Duration.ofMinutes(2);
  private static final int USUALLY_AT_ONCE = 8;

  private final StateStore store;
  private final WatchRules rules;
  private final List<Watched> names;
  private final List<AlertSink> sinks;
  private final Set<String> sinkNames;
  private final InstantSource clock;
  private final WatchListener listener;
  private final int atOnce;
  private Duration left = SENDING;

  /**
   * A loop over these names that sends alerts to these sinks, and observes eight names at once.
   *
   * @param names their observers are called from several threads
   * @param clock is read from several threads
   */
  public WatchLoop(
      StateStore store,
      WatchRules rules,
      List<Watched> names,
      List<AlertSink> sinks,
      InstantSource clock,
      WatchListener listener) {
    this(store, rules, names, sinks, clock, listener, USUALLY_AT_ONCE);
  }

  /**
   * A loop over these names that sends alerts to these sinks.
   *
   * @param atOnce how many names are observed at once; a single one by the thread of the round
   */
  public WatchLoop(
      StateStore store,
      WatchRules rules,
      List<Watched> names,
      List<AlertSink> sinks,
      InstantSource clock,
      WatchListener listener,
      int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one name must be observed at once: " + atOnce);
    }
    this.atOnce = atOnce;
    this.store = store;
    this.rules = rules;
    this.names = List.copyOf(names);
    this.sinks = List.copyOf(sinks);
    this.sinkNames = sinks.stream().map(AlertSink::name).collect(Collectors.toUnmodifiableSet());
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * The result of a round.
   *
   * @param seen the observations, by name
   * @param alerts the new alerts
   * @param owed number of alerts not yet delivered to every sink
   */
  public record Round(List<Observation> seen, List<Alert> alerts, int owed) {
    /** Copies the lists. */
    public Round {
      seen = List.copyOf(seen);
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * Observes every name once and sends alerts, undelivered ones first.
   *
   * @throws IOException if the state cannot be saved; nothing is lost, and the next round tries
   *     again
   * @throws InterruptedException if the thread is interrupted; nothing is lost
   */
  public Round round() throws IOException, InterruptedException {
    left = SENDING;
    if (!store.state().outbox().isEmpty()) {
      store.commit(store.state().owingOnly(sinkNames));
      for (AlertSink sink : sinks) {
        if (isOwed(sink)) {
          sink.resume();
        }
      }
      send();
    }
    List<Observation> all = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    try (Looks looks = Looks.begin(names, atOnce, clock)) {
      for (int i = 0; i < names.size(); i++) {
        Observation seen = looks.next();
        alerts.addAll(save(seen));
        all.add(seen);
      }
    }
    listener.ended(store.state());
    return new Round(all, alerts, store.state().outbox().size());
  }

  /** Saves what was seen, sends the alerts that it gives, and returns them. */
  private List<Alert> save(Observation seen) throws IOException, InterruptedException {
    Set<Pending> known = Set.copyOf(store.state().outbox());
    store.commit(store.state().after(seen, rules, sinkNames));
    List<Alert> added =
        store.state().outbox().stream()
            .filter(pending -> !known.contains(pending))
            .map(Pending::alert)
            .toList();
    if (!added.isEmpty()) {
      send();
    }
    listener.observed(
        seen,
        store.state().names().getOrDefault(seen.name(), NameState.fresh(seen.name(), seen.at())));
    return added;
  }

  private boolean isOwed(AlertSink sink) {
    return store.state().outbox().stream()
        .anyMatch(pending -> pending.owed().contains(sink.name()));
  }

  private void send() throws IOException, InterruptedException {
    Instant start = clock.instant();
    try {
      for (AlertSink sink : sinks) {
        send(sink, start.plus(left));
      }
    } finally {
      Duration spent = Duration.between(start, clock.instant());
      left = spent.isNegative() ? left : left.minus(spent);
    }
  }

  private void send(AlertSink sink, Instant end) throws IOException, InterruptedException {
    Set<String> taken = new HashSet<>();
    try {
      for (Pending pending : store.state().outbox()) {
        if (pending.owed().contains(sink.name())) {
          Delivery delivery =
              clock.instant().isBefore(end) ? sink.deliver(pending.alert()) : Delivery.UNREACHABLE;
          if (delivery == Delivery.UNREACHABLE) {
            return;
          } else if (delivery == Delivery.TAKEN) {
            taken.add(pending.alert().id());
          }
        }
      }
    } finally {
      if (!taken.isEmpty()) {
        store.commit(store.state().delivered(sink.name(), taken));
      }
    }
  }

  /**
   * Runs rounds until the thread is interrupted.
   *
   * @param interval from the beginning of a round to the next one
   * @throws InterruptedException when the thread is interrupted
   */
  public void run(Duration interval, Pause pause) throws InterruptedException {
    while (true) {
      Instant start = clock.instant();
      try {
        round();
      } catch (IOException e) {
        listener.interrupted(String.valueOf(e.getMessage()));
      }
      Duration left = interval.minus(Duration.between(start, clock.instant()));
      pause.pause(left.isNegative() ? Duration.ZERO : left);
    }
  }
}
