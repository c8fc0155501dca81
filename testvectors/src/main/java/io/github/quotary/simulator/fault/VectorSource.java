package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Something that has evidence and a known verdict, whatever the seed. */
public sealed interface VectorSource permits Outcome, Combination, Variation {

  /** Every source: outcomes, combinations, faults, oddities. */
  static List<VectorSource> all() {
    return Stream.<List<? extends VectorSource>>of(
            List.of(Outcome.values()),
            List.of(Combination.values()),
            Fault.all(),
            List.of(Oddity.values()))
        .<VectorSource>flatMap(List::stream)
        .toList();
  }

  /** The constant's name. */
  String name();

  /**
   * A name among all sources: the kind and the constant, lower-case words joined by hyphens, such
   * as {@code crl-pck-revoked} for {@link CrlFault#PCK_REVOKED}.
   */
  default String id() {
    String kind = getClass().getSimpleName().replaceFirst("Fault$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", "-") + '-' + name().replace('_', '-');
    return words.toLowerCase(Locale.ROOT);
  }

  /** What the evidence shows, in one line. */
  String about();

  /** The scenario, without those changes that are made to finished evidence only. */
  Scenario scenario();

  /** The evidence, made with the simulator's keys. */
  default Evidence evidence(Simulator simulator) {
    return simulator.evidence(scenario());
  }

  /** What is to be expected of the evidence. */
  Expectation expectation();
}
