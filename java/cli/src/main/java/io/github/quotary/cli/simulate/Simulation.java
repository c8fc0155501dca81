package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.Variation;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.vector.TestVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out an order. */
public final class Simulation {
  private final Order order;
  private final Simulator simulator;

  private Simulation(Order order) {
    this.order = order;
    this.simulator = Simulator.seeded(order.seed());
  }

  /**
   * The evidence, with what is to be expected of it where that is known.
   *
   * @throws InputException if the parts of the order do not go together
   */
  public static TestVector run(Order order) {
    Simulation simulation = new Simulation(order);
    Evidence evidence = simulation.evidence(order);
    simulation.requireThatEachVariationShows(evidence);
    return new TestVector(
        simulation.id(), simulation.about(), evidence, simulation.expectation(), order.app());
  }

  private Evidence evidence(Order wanted) {
    try {
      Scenario scenario = wanted.scenario();
      Evidence written = simulator.evidence(scenario);
      Evidence evidence = written;
      for (Variation variation : wanted.variations()) {
        evidence = applied(variation, evidence);
      }
      return Tampers.apply(evidence, scenario.quote().shape(), written.quote(), wanted.tampers());
    } catch (IllegalArgumentException e) {
      throw new InputException("These do not go together: " + e.getMessage());
    }
  }

  /** Changes of finished quotes look for places that other changes may have moved or cut off. */
  private static Evidence applied(Variation variation, Evidence evidence) {
    try {
      return variation.applyTo(evidence);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new InputException(
          variation.id() + " does not fit: the quote has no such place any more");
    } catch (IllegalStateException e) {
      throw new InputException(variation.id() + " does not fit: " + e.getMessage());
    }
  }

  /** A fault that another fault or a value undoes would be a trap for a test that counts on it. */
  private void requireThatEachVariationShows(Evidence evidence) {
    for (int i = 0; i < order.variations().size(); i++) {
      if (isSame(evidence, evidence(order.without(i)))) {
        throw new InputException(
            order.variations().get(i).id()
                + " changes nothing here: leave it out, or change what"
                + " stands beside it");
      }
    }
  }

  private static boolean isSame(Evidence a, Evidence b) {
    return Arrays.equals(a.quote(), b.quote())
        && a.collateralJson().equals(b.collateralJson())
        && a.rootPem().equals(b.rootPem())
        && a.at().equals(b.at());
  }

  private List<VectorSource> sources() {
    List<VectorSource> sources = new ArrayList<>();
    if (order.outcome() != Outcome.UP_TO_DATE || order.variations().isEmpty()) {
      sources.add(order.outcome());
    }
    sources.addAll(order.variations());
    return sources;
  }

  private String id() {
    return sources().stream().map(VectorSource::id).collect(Collectors.joining("+"));
  }

  private String about() {
    return Stream.of(
            sources().stream().map(VectorSource::about),
            Stream.of("shape " + order.effectiveShape().id()).filter(text -> !hasUsualShape()),
            Stream.ofNullable(order.ca()).map(ca -> ca.commonName()),
            Stream.ofNullable(order.app()).map(app -> "an app of dstack " + app.era().id()),
            order.settings().stream().map(Assignment::toString),
            order.tampers().stream().map(tamper -> "tampered " + tamper))
        .flatMap(text -> text)
        .collect(Collectors.joining("; "));
  }

  private boolean hasUsualShape() {
    QuoteShape usual = sources().get(0).scenario().quote().shape();
    return usual == order.effectiveShape();
  }

  /** Known for one source as it stands in the list, with whatever changes no verdict. */
  private @Nullable Expectation expectation() {
    VectorSource source = sources().get(0);
    boolean asListed =
        sources().size() == 1
            && hasShapeAndCaOf(source)
            && order.tampers().isEmpty()
            && order.settings().stream().allMatch(Settings::isHarmless);
    return asListed ? source.expectation() : null;
  }

  /** Outcomes hold in every shape, combinations under both CAs, variations as they are. */
  private boolean hasShapeAndCaOf(VectorSource source) {
    if (source instanceof Outcome) {
      return true;
    }
    return hasUsualShape() && (order.ca() == null || !(source instanceof Variation));
  }
}
