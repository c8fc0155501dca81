package io.github.quotary.simulator.vector;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.dstack.DstackApp;
import org.jspecify.annotations.Nullable;

/**
 * A piece of evidence with a name and what is expected of it.
 *
 * @param id name of its directory: lower-case words joined by hyphens
 * @param about what it shows, in one line
 * @param evidence quote and collateral
 * @param expectation the verdicts; null where nobody knows them
 * @param app what the TD runs, if its logs belong to the vector; else null
 */
public record TestVector(
    String id,
    String about,
    Evidence evidence,
    @Nullable Expectation expectation,
    @Nullable DstackApp app) {

  /** A vector without logs. */
  public TestVector(String id, String about, Evidence evidence, @Nullable Expectation expectation) {
    this(id, about, evidence, expectation, null);
  }
}
