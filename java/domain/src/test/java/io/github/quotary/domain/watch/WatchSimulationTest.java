package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of rounds with faults, crashes at any point, restarts, and sinks that fail. */
class WatchSimulationTest {
  private static final int ROUNDS = 500;
  private static final WatchRules RULES =
      new WatchRules(Duration.ofDays(7), Duration.ofDays(2), Duration.ZERO, Duration.ofDays(1000));

  @TempDir private Path folder;

  /** The end of the process. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Random random = new Random(0);
  private int crashes;
  private double risk;

  private void maybeCrash() {
    if (random.nextDouble() < risk) {
      crashes++;
      throw new Crash();
    }
  }

  /** Steps at which the process may end; what is not forced to the disk survives all the same. */
  private final class Disk implements StateStore.Steps {
    @Override
    public void reached(String step) {
      maybeCrash();
    }

    @Override
    public void force(FileChannel channel) {}
  }

  /** A sink that hears, and with which the process may end before, amid and after. */
  private final class Hearing implements AlertSink {
    private final String name;
    private final double failures;
    private final StringBuilder text = new StringBuilder();

    Hearing(String name, double failures) {
      this.name = name;
      this.failures = failures;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void resume() {
      text.append('\n');
    }

    @Override
    public Delivery deliver(Alert alert) {
      if (random.nextDouble() < failures) {
        return random.nextBoolean() ? Delivery.REFUSED : Delivery.UNREACHABLE;
      }
      maybeCrash();
      String line = AlertJson.line(alert);
      text.append(line, 0, line.length() / 2);
      maybeCrash();
      text.append(line, line.length() / 2, line.length()).append('\n');
      maybeCrash();
      return Delivery.TAKEN;
    }

    Map<String, Alert> heard() {
      return Lines.alerts(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyPlantedEventIsReportedOnce(long seed) throws IOException, InterruptedException {
    random = new Random(seed);
    risk = 0.05;
    Script script = new Script(seed, ROUNDS);
    List<AlertSink> sinks = new ArrayList<>();
    Hearing lines = new Hearing("lines", 0);
    Hearing webhook = new Hearing("webhook", 0.4);
    sinks.add(lines);
    sinks.add(webhook);
    while (runUntilCrash(script, sinks)) {
      // The next process begins with what is on the disk.
    }
    risk = 0;
    settleDebts(script, sinks);
    assertTrue(crashes > 100, crashes + " crashes");
    assertTrue(script.planted().size() > 200, script.planted().size() + " events");
    for (Hearing sink : List.of(lines, webhook)) {
      assertEquals(
          script.planted(), sink.heard().values().stream().map(Script::words).sorted().toList());
    }
  }

  /** Whether the process ended before its time. */
  private boolean runUntilCrash(Script script, List<AlertSink> sinks)
      throws IOException, InterruptedException {
    StateStore store = StateStore.open(folder, new Disk());
    try (store) {
      WatchLoop loop = Scripted.loop(store, RULES, script, sinks);
      while (Scripted.next(store.state()) < script.size()) {
        loop.round();
      }
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  private void settleDebts(Script script, List<AlertSink> sinks)
      throws IOException, InterruptedException {
    try (StateStore store = StateStore.open(folder, new Disk())) {
      WatchLoop loop =
          new WatchLoop(store, RULES, List.of(), sinks, () -> World.START, Scripted.nobody());
      int debts = store.state().outbox().size();
      for (int i = 0; i <= 20 * debts && !store.state().outbox().isEmpty(); i++) {
        loop.round();
      }
      assertTrue(store.state().outbox().isEmpty());
      assertEquals(script.size(), Scripted.next(store.state()));
    }
  }

  /** What consumers make of JSON lines. */
  static final class Lines {
    private Lines() {}

    /** By id; whoever comes twice must be the same. */
    static Map<String, Alert> alerts(String text) {
      Map<String, Alert> alerts = new LinkedHashMap<>();
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        String line = text.substring(start, end);
        start = end + 1;
        Scripted.parse(line)
            .ifPresent(
                alert -> {
                  Alert known = alerts.putIfAbsent(alert.id(), alert);
                  assertTrue(known == null || known.equals(alert), "one id, two alerts");
                });
      }
      return alerts;
    }
  }
}
