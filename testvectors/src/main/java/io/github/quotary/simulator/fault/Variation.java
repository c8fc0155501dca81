package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;

/** A change that makes sound evidence special in one respect. */
public sealed interface Variation extends VectorSource permits Fault, Oddity {

  /**
   * What a variation is.
   *
   * @param about what it does, in one line
   * @param base sound evidence to which it is applied by default
   * @param recipe the change
   * @param expectation of the base after the change
   */
  record Definition(String about, Scenario base, Recipe recipe, Expectation expectation) {

    /** A variation of the up-to-date platform with a version 4 TDX quote. */
    static Definition of(String about, Recipe recipe, Expectation expectation) {
      return of(about, QuoteShape.V4_TDX, recipe, expectation);
    }

    /** A variation of the up-to-date platform with a quote of that shape. */
    static Definition of(String about, QuoteShape shape, Recipe recipe, Expectation expectation) {
      return new Definition(about, Scenario.upToDate(shape), recipe, expectation);
    }
  }

  /** The evidence that the scenario describes, with variations applied in this order. */
  static Evidence evidence(Simulator simulator, Scenario scenario, Variation... variations) {
    Scenario varied = scenario;
    for (Variation variation : variations) {
      varied = variation.applyTo(varied);
    }
    Evidence evidence = simulator.evidence(varied);
    for (Variation variation : variations) {
      evidence = variation.applyTo(evidence);
    }
    return evidence;
  }

  /** What this variation is. */
  Definition definition();

  /** The part of the change that is made before signing. */
  default Scenario applyTo(Scenario scenario) {
    return definition().recipe().before().apply(scenario);
  }

  /** The part of the change that is made to finished evidence. */
  default Evidence applyTo(Evidence evidence) {
    return definition().recipe().after().apply(evidence);
  }

  @Override
  default String about() {
    return definition().about();
  }

  @Override
  default Scenario scenario() {
    return applyTo(definition().base());
  }

  @Override
  default Evidence evidence(Simulator simulator) {
    return applyTo(simulator.evidence(scenario()));
  }

  @Override
  default Expectation expectation() {
    return definition().expectation();
  }
}
