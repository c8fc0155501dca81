package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How one part of a scenario is read, and replaced in a new scenario. Parts that stand in lists are
 * found by indexes, the outermost first.
 *
 * @param <T> the part
 */
final class Lens<T> {
  private final Getter<T> getter;
  private final Changer<T> changer;
  private final int depth;

  private Lens(Getter<T> getter, Changer<T> changer, int depth) {
    this.getter = getter;
    this.changer = changer;
    this.depth = depth;
  }

  @FunctionalInterface
  private interface Getter<T> {
    T get(Scenario scenario, List<Integer> indexes);
  }

  @FunctionalInterface
  private interface Changer<T> {
    Scenario change(Scenario scenario, List<Integer> indexes, UnaryOperator<T> change);
  }

  /** A part that the scenario itself has. */
  static <T> Lens<T> of(
      Function<Scenario, T> getter, BiFunction<Scenario, UnaryOperator<T>, Scenario> changer) {
    return new Lens<>(
        (scenario, indexes) -> getter.apply(scenario),
        (scenario, indexes, change) -> changer.apply(scenario, change),
        0);
  }

  /** A part of this part. */
  <U> Lens<U> part(Function<T, U> partOf, BiFunction<T, U, T> with) {
    return new Lens<>(
        (scenario, indexes) -> partOf.apply(get(scenario, indexes)),
        (scenario, indexes, change) ->
            change(
                scenario, indexes, whole -> with.apply(whole, change.apply(partOf.apply(whole)))),
        depth);
  }

  /** An element of a list of this part; the next index says which. */
  <U> Lens<U> element(Function<T, List<U>> listOf, BiFunction<T, List<U>, T> with) {
    int place = depth;
    return new Lens<>(
        (scenario, indexes) -> at(listOf.apply(get(scenario, indexes)), indexes.get(place)),
        (scenario, indexes, change) ->
            change(
                scenario,
                indexes,
                whole -> {
                  List<U> list = new ArrayList<>(listOf.apply(whole));
                  int index = indexes.get(place);
                  list.set(index, change.apply(at(list, index)));
                  return with.apply(whole, list);
                }),
        depth + 1);
  }

  private static <U> U at(List<U> list, int index) {
    if (index >= list.size()) {
      throw new IllegalArgumentException(
          "there is no number " + index + " of " + list.size() + ", counted from 0");
    }
    return list.get(index);
  }

  /**
   * Reads the part.
   *
   * @throws IllegalArgumentException if this scenario does not have it
   */
  T get(Scenario scenario, List<Integer> indexes) {
    return getter.get(scenario, indexes);
  }

  /**
   * Replaces the part.
   *
   * @throws IllegalArgumentException if this scenario does not have it
   */
  Scenario change(Scenario scenario, List<Integer> indexes, UnaryOperator<T> change) {
    return changer.change(scenario, indexes, change);
  }
}
