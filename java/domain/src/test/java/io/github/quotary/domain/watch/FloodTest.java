package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.watch.AlertSink.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain that changes thousands of times, and sinks that take nothing or take their time. */
class FloodTest {
  private static final String OTHER = "custom:app.example.com";

  @TempDir private Path folder;

  private final World world = new World();
  private final AtomicInteger commits = new AtomicInteger();
  private final List<Alert> told = new ArrayList<>();
  private Function<Alert, Delivery> conduct = alert -> Delivery.TAKEN;

  private StateStore store() throws IOException {
    return StateStore.open(
        folder,
        step -> {
          if (step.equals("moved")) {
            commits.incrementAndGet();
          }
        });
  }

  private WatchLoop loop(StateStore store, String... names) {
    List<Watched> all = new ArrayList<>();
    for (String name : names) {
      all.add(new Watched(name, at -> world.report()));
    }
    AlertSink sink =
        new AlertSink() {
          @Override
          public String name() {
            return "sink";
          }

          @Override
          public Delivery deliver(Alert alert) {
            Delivery delivery = conduct.apply(alert);
            if (delivery == Delivery.TAKEN) {
              told.add(alert);
            }
            return delivery;
          }
        };
    return new WatchLoop(
        store, WatchRules.usual(), all, List.of(sink), () -> world.at, Scripted.nobody(), 1);
  }

  @Test
  void thousandsOfKeysAreOneAlertWithTheirNumber() throws Exception {
    try (StateStore store = store()) {
      WatchLoop loop = loop(store, World.NAME);
      loop.round();
      for (int i = 0; i < 3000; i++) {
        world.unattested.add("key " + i);
      }
      int before = commits.get();
      told.clear();
      loop.round();

      List<Alert> keys =
          told.stream().filter(alert -> alert.kind() == AlertKind.UNKNOWN_KEY).toList();
      assertEquals(1, keys.size());
      assertTrue(keys.get(0).subject().endsWith(" and 2999 more"), keys.get(0).subject());
      assertTrue(keys.get(0).summary().endsWith("(3000 times in one observation)"));
      assertEquals(2, commits.get() - before, "the change, and what the sink took");
    }
  }

  @Test
  void aFewKeysAreToldOneByOne() throws Exception {
    try (StateStore store = store()) {
      WatchLoop loop = loop(store, World.NAME);
      loop.round();
      for (int i = 0; i < Alerts.MOST_OF_A_KIND; i++) {
        world.unattested.add("key " + i);
      }
      told.clear();
      loop.round();
      assertEquals(
          Alerts.MOST_OF_A_KIND,
          told.stream().filter(alert -> alert.kind() == AlertKind.UNKNOWN_KEY).count());
    }
  }

  @Test
  void whatNoSinkTakesIsBoundedAndTheLossIsTold() throws Exception {
    conduct = alert -> Delivery.UNREACHABLE;
    try (StateStore store = store()) {
      WatchLoop loop = loop(store, World.NAME);
      Set<String> made = new HashSet<>();
      for (int i = 0; i < Outbox.MOST + 50; i++) {
        world.account = "https://ca.example/acct/" + i;
        world.at = world.at.plus(Duration.ofHours(3));
        for (Alert alert : loop.round().alerts()) {
          if (alert.kind() != AlertKind.ALERTS_LOST) {
            made.add(alert.id());
          }
        }
        assertTrue(store.state().outbox().size() <= Outbox.MOST);
      }
      conduct = alert -> Delivery.TAKEN;
      loop.round();

      List<Alert> lost =
          told.stream().filter(alert -> alert.kind() == AlertKind.ALERTS_LOST).toList();
      assertEquals(1, lost.size());
      assertEquals(Integer.toString(made.size() - (Outbox.MOST - 1)), lost.get(0).after());
      assertEquals(Outbox.MOST, told.size());
      assertEquals(List.of(), store.state().outbox());
    }
  }

  /** A delivery of half a minute each: the other name is seen, and the rest is told later. */
  @Test
  void aSlowSinkKeepsNoNameFromBeingObserved() throws Exception {
    conduct = alert -> Delivery.UNREACHABLE;
    try (StateStore store = store()) {
      WatchLoop loop = loop(store, World.NAME, OTHER);
      for (int i = 0; i < 50; i++) {
        world.account = "https://ca.example/acct/" + i;
        world.at = world.at.plus(Duration.ofHours(3));
        loop.round();
      }
      int owed = store.state().outbox().size();
      conduct =
          alert -> {
            world.at = world.at.plusSeconds(30);
            return Delivery.TAKEN;
          };
      Instant start = world.at;
      assertEquals(
          List.of(World.NAME, OTHER), loop.round().seen().stream().map(Observation::name).toList());
      assertTrue(Duration.between(start, world.at).compareTo(Duration.ofMinutes(3)) < 0);
      assertEquals(owed - 4, store.state().outbox().size(), "the rest waits for the next round");
      loop.round();
      assertEquals(owed - 8, store.state().outbox().size());
    }
  }
}
