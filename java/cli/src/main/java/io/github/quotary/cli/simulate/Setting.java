package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * A value of a scenario that can be set by name, before anything is written or signed.
 *
 * @param path its name: words with dots between; {@code N} stands for an index, counted from 0
 * @param form what may be written
 * @param about what it is
 * @param harmless whether no value that can be set changes a verdict
 * @param reader reads the value; throws {@link IllegalArgumentException} where there is none
 * @param changer sets the value; throws {@link IllegalArgumentException} where it cannot
 */
record Setting(
    String path, String form, String about, boolean harmless, Reader reader, Changer changer) {

  /** Reads the value as it would be written. */
  @FunctionalInterface
  interface Reader {
    String read(Scenario scenario, List<Integer> indexes);
  }

  /** Sets a value as it is written. */
  @FunctionalInterface
  interface Changer {
    Scenario apply(Scenario scenario, List<Integer> indexes, String value);
  }

  /** The value of a scenario; of the first element where there are indexes. */
  Optional<String> valueIn(Scenario scenario) {
    List<Integer> first = Paths.zeros(path);
    try {
      return Optional.of(reader.read(scenario, first));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
