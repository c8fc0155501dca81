package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.fault.Combination;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.fault.VectorSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Outcomes, combinations, faults and oddities by their names. */
public final class Sources {
  private Sources() {}

  /**
   * Whatever has this name in {@code --list}; an outcome's short name will do.
   *
   * @throws InputException if nothing has
   */
  public static VectorSource find(String name) {
    return byId(name, source -> true).or(() -> shortName(name)).orElseThrow(() -> unknown(name));
  }

  /**
   * An outcome or combination, by its name in {@code --list} or without its first word.
   *
   * @throws InputException if there is none of that name
   */
  public static VectorSource findOutcome(String name) {
    return byId(name, Sources::isOutcome)
        .or(() -> shortName(name))
        .orElseThrow(() -> unknown("outcome", name, Sources::isOutcome));
  }

  /**
   * A fault or oddity, by its name in {@code --list}.
   *
   * @throws InputException if there is none of that name
   */
  public static Variation findVariation(String name) {
    return byId(name, Variation.class::isInstance)
        .map(Variation.class::cast)
        .orElseThrow(() -> unknown("fault", name, Variation.class::isInstance));
  }

  /** Whether it is a scenario of its own, not a change of one. */
  static boolean isOutcome(VectorSource source) {
    return source instanceof Outcome || source instanceof Combination;
  }

  private static Optional<VectorSource> byId(String name, Predicate<VectorSource> kind) {
    return VectorSource.all().stream()
        .filter(kind)
        .filter(source -> Texts.normalise(source.id()).equals(Texts.normalise(name)))
        .findFirst();
  }

  /** The constant's name, which Intel's name of a status is too: {@code TDRelaunchAdvised}. */
  private static Optional<VectorSource> shortName(String name) {
    return VectorSource.all().stream()
        .filter(Sources::isOutcome)
        .filter(source -> Texts.normalise(source.name()).equals(Texts.normalise(name)))
        .findFirst();
  }

  private static InputException unknown(String name) {
    return unknown("outcome or fault", name, source -> true);
  }

  private static InputException unknown(String kind, String name, Predicate<VectorSource> wanted) {
    List<String> known = VectorSource.all().stream().filter(wanted).map(VectorSource::id).toList();
    return new InputException(
        "There is no "
            + kind
            + " '"
            + Texts.shorten(name)
            + "'"
            + "; --list names them all"
            + Texts.didYouMean(name, known));
  }
}
