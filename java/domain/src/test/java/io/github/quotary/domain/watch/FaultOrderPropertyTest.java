package io.github.quotary.domain.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.watch.World.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class FaultOrderPropertyTest {
  private static final WatchRules RULES = WatchRules.usual();

  private static List<Alert> alerts(World world, List<Set<Fault>> faults, Set<Integer> changes) {
    NameState state = NameState.fresh(World.NAME, World.START);
    Change first = Change.of(state, world.see(), RULES);
    List<Alert> alerts = new ArrayList<>(first.alerts());
    state = first.after();
    world.at = World.START.plusSeconds(1);
    for (Set<Fault> fault : faults) {
      Observation seen =
          fault.contains(Fault.ALL)
              ? Observation.faulty(World.NAME, world.at, "fault", Optional.empty())
              : world.see(fault.toArray(new Fault[0]));
      Change change = Change.of(state, seen, RULES);
      state = change.after();
      alerts.addAll(change.alerts());
    }
    changes.forEach(change -> happen(world, change));
    world.at = World.START.plusSeconds(2);
    alerts.addAll(Change.of(state, world.see(), RULES).alerts());
    return alerts;
  }

  private static void happen(World world, int change) {
    switch (change) {
      case 0 -> world.foreign.add("f0");
      case 1 -> world.compose = "another";
      case 2 -> world.caa = "0 issue \"other.example\"";
      case 3 -> world.account = "another";
      case 4 -> world.tcb = "OutOfDate";
      case 5 -> world.failing.add(Check.ID_1);
      case 6 -> world.attested.add("another");
      default -> world.unattested.add("stranger");
    }
  }

  /** Times apart, what is told is what two good observations tell without anything in between. */
  @Property(tries = 300)
  void faultsBetweenGoodObservationsChangeNothing(
      @ForAll @Size(max = 12) List<@Size(min = 1, max = 4) Set<Fault>> faults,
      @ForAll Set<Byte> changes) {
    Set<Integer> events = new TreeSet<>();
    changes.forEach(change -> events.add(change & 7));
    assertEquals(alerts(new World(), List.of(), events), alerts(new World(), faults, events));
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadBack(@ForAll Set<Byte> changes, @ForAll Set<Fault> faults) {
    World world = new World();
    WatchState state = WatchState.empty().after(world.see(), RULES, Set.of("a", "b"));
    changes.forEach(change -> happen(world, change & 7));
    world.caa += "\u0000\u007f\u202e\ud800 \"\\";
    faults.remove(Fault.ALL);
    state = state.after(world.see(faults.toArray(new Fault[0])), RULES, Set.of("a", "b"));
    state =
        state.after(
            Observation.faulty("other", world.at.plusSeconds(100_000), "\n", Optional.empty()),
            RULES,
            Set.of());
    byte[] json = StateJson.write(state).getBytes(StandardCharsets.UTF_8);
    WatchState read = StateJson.read(json);
    assertEquals(Map.copyOf(state.names()), Map.copyOf(read.names()));
    assertEquals(state, read);
  }
}
