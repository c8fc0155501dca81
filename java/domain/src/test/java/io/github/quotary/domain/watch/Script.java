package io.github.quotary.domain.watch;

import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.watch.World.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to a gateway, round by round: events and faults by a seeded generator. An event of a
 * kind is planted once the one before it could be seen, since nobody can tell of what came and went
 * behind a fault.
 */
final class Script {
  /** What a round's observer returns: a report, or nothing and it throws. */
  record Round(Instant at, Optional<DomainReport> report) {}

  /** A kind of event, and the faults that hide it. */
  private enum Event {
    FOREIGN_CERTIFICATE(Fault.EVIDENCE, Fault.CT),
    NEW_KEY(Fault.EVIDENCE, Fault.COLLATERAL),
    CAA(Fault.DNS),
    WORKLOAD(Fault.EVIDENCE, Fault.COLLATERAL),
    ACCOUNT(Fault.EVIDENCE, Fault.ACCOUNT_QUOTE),
    TCB(Fault.EVIDENCE, Fault.COLLATERAL),
    EXPIRY,
    VERDICT(Fault.EVIDENCE);

    private final Set<Fault> hiding;

    Event(Fault... hiding) {
      this.hiding = EnumSet.of(Fault.ALL, hiding);
    }
  }

  private static final Pattern COMPOSE = Pattern.compile("compose_hash ([0-9a-f]+)");
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final double EVENT = 0.15;
  private static final double FAULT = 0.12;
  private static final int QUIET_END = 3;

  private final Random random;
  private final World world = new World();
  private final Map<Event, Boolean> hidden = new EnumMap<>(Event.class);
  private final List<Round> rounds = new ArrayList<>();
  private final List<String> planted = new ArrayList<>();

  Script(long seed, int count) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      boolean isCalm = i == 0 || i >= count - QUIET_END;
      if (!isCalm) {
        plantEvents(i);
      }
      world.at = World.START.plus(INTERVAL.multipliedBy(i));
      play(isCalm ? Set.of() : faults());
    }
  }

  private void plantEvents(int round) {
    for (Event event : Event.values()) {
      if (!hidden.containsKey(event) && random.nextDouble() < EVENT) {
        plant(event, round);
      }
    }
  }

  private void plant(Event event, int round) {
    String text = event + " " + round;
    switch (event) {
      case FOREIGN_CERTIFICATE -> {
        String serial = "f" + round;
        if (world.foreign.isEmpty()) {
          if (hidden.containsKey(Event.VERDICT)) {
            return;
          }
          world.foreign.add(serial);
          plantVerdict();
        } else {
          world.foreign.add(serial);
        }
        planted.add("unknown-key " + serial);
      }
      case NEW_KEY -> {
        world.attested.add(text);
        planted.add("evidence-change key " + World.hash(text));
      }
      case CAA -> {
        world.caa = "0 issue \"" + text + "\"";
        planted.add("caa-change at example.net: " + world.caa);
      }
      case WORKLOAD -> {
        world.compose = text;
        planted.add("evidence-change " + World.hash(text));
      }
      case ACCOUNT -> {
        world.account = text;
        planted.add("account-rotation " + text);
      }
      case TCB -> {
        world.tcb = "SWHardeningNeeded";
        world.advisories.clear();
        world.advisories.add("INTEL-SA-" + round);
        planted.add("tcb-change TCB status SWHardeningNeeded; INTEL-SA-" + round);
      }
      case EXPIRY -> {
        world.certificate = text;
        world.notAfter = World.START.plus(Duration.ofDays(6));
        planted.add("expiry-near served certificate " + World.hash(text));
      }
      case VERDICT -> {
        // The first foreign certificate changes the verdict too, and must have been seen.
        if (hidden.containsKey(Event.FOREIGN_CERTIFICATE) && world.foreign.size() == 1) {
          return;
        }
        if (!world.failing.remove(Check.EL_1)) {
          world.failing.add(Check.EL_1);
        }
        plantVerdict();
      }
    }
    hidden.put(event, true);
  }

  private void plantVerdict() {
    planted.add("verdict-change " + world.verdict());
  }

  private Set<Fault> faults() {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Fault fault : Fault.values()) {
      if (random.nextDouble() < FAULT) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private void play(Set<Fault> faults) {
    hidden.keySet().removeIf(event -> event.hiding.stream().noneMatch(faults::contains));
    rounds.add(
        new Round(
            world.at,
            faults.contains(Fault.ALL)
                ? Optional.empty()
                : Optional.of(world.report(faults.toArray(new Fault[0])))));
  }

  int size() {
    return rounds.size();
  }

  Round round(long number) {
    return rounds.get((int) number);
  }

  /** What has to be told, in words like those of {@link #words}. */
  List<String> planted() {
    return planted.stream().sorted().toList();
  }

  /** An alert in words. */
  static String words(Alert alert) {
    Matcher compose = COMPOSE.matcher(alert.after());
    String what =
        switch (alert.kind()) {
          case UNKNOWN_KEY -> alert.subject().replaceAll("certificate (\\w+) .*", "$1");
          case EXPIRY_NEAR -> alert.subject();
          case EVIDENCE_CHANGE -> compose.find() ? compose.group(1) : alert.subject();
          default -> alert.after();
        };
    return alert.kind().word() + " " + what;
  }
}
