package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.PckCa;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants: an outcome, then the CA and the app, then the faults and oddities in their
 * order, then values set, so that a value which is set always stands; and what is overwritten in
 * the end.
 *
 * @param outcome an {@code Outcome} or {@code Combination}
 * @param variations faults and oddities
 * @param shape shape of the quote; null: the one that outcome and variations have
 * @param ca issuer of the PCK certificate; null: the Platform CA, unless a variation says otherwise
 * @param app what the TD runs, to have its logs; null: whatever the scenario has
 * @param settings values set before anything is written and signed
 * @param tampers values overwritten in the finished evidence
 * @param seed seed of all keys
 */
public record Order(
    VectorSource outcome,
    List<Variation> variations,
    @Nullable QuoteShape shape,
    @Nullable PckCa ca,
    @Nullable DstackApp app,
    List<Assignment> settings,
    List<Assignment> tampers,
    long seed) {

  /** Copies the lists. */
  public Order {
    variations = List.copyOf(variations);
    settings = List.copyOf(settings);
    tampers = List.copyOf(tampers);
  }

  /** An order for nothing but this source, with its usual quote. */
  public static Order of(VectorSource source, long seed) {
    return source instanceof Variation variation
        ? new Order(
            Outcome.UP_TO_DATE, List.of(variation), null, null, null, List.of(), List.of(), seed)
        : new Order(source, List.of(), null, null, null, List.of(), List.of(), seed);
  }

  /** The same order without one variation. */
  Order without(int variation) {
    List<Variation> fewer = new ArrayList<>(variations);
    fewer.remove(variation);
    return new Order(outcome, fewer, effectiveShape(), ca, app, settings, tampers, seed);
  }

  /** The shape that the quote will have. */
  QuoteShape effectiveShape() {
    return Optional.ofNullable(shape)
        .or(this::shapeOfVariations)
        .orElseGet(() -> outcome.scenario().quote().shape());
  }

  /** The shape that the variations take, if it is not the usual one. */
  private Optional<QuoteShape> shapeOfVariations() {
    Set<QuoteShape> shapes = new TreeSet<>();
    for (Variation variation : variations) {
      shapes.add(variation.definition().base().quote().shape());
    }
    shapes.remove(QuoteShape.V4_TDX);
    if (shapes.size() > 1) {
      throw new InputException(
          "These faults are about quotes of different shapes: choose one by --shape "
              + String.join(" or ", shapes.stream().map(QuoteShape::id).toList()));
    }
    return shapes.stream().findFirst();
  }

  /** The whole scenario, all that is before writing and signing. */
  Scenario scenario() {
    Scenario scenario = baseScenario();
    if (ca != null) {
      scenario = scenario.withCa(ca);
    }
    if (app != null) {
      if (!effectiveShape().isTdx()) {
        throw new InputException(
            "--dstack is about a TD, which " + effectiveShape().id() + " is not");
      }
      scenario = app.measuredInto(scenario);
    }
    for (Variation variation : variations) {
      scenario = variation.applyTo(scenario);
    }
    for (Assignment assignment : settings) {
      scenario = Settings.apply(scenario, assignment);
    }
    return scenario;
  }

  private Scenario baseScenario() {
    QuoteShape wanted = effectiveShape();
    if (outcome instanceof Outcome chosen) {
      try {
        return chosen.scenario(wanted);
      } catch (IllegalArgumentException e) {
        throw new InputException(e.getMessage() + "; choose --shape v5-tdx-15 or v5-tdx-15-ex");
      }
    }
    Scenario scenario = outcome.scenario();
    if (!wanted.isTdx()) {
      throw new InputException(outcome.id() + " is about a TD, which " + wanted.id() + " is not");
    }
    return scenario.withQuote(quote -> quote.withShape(wanted));
  }
}
