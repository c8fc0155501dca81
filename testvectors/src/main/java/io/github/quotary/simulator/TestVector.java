package io.github.quotary.simulator;

/**
 * A piece of evidence with a name and what is expected of it.
 *
 * @param id name of its directory: lower-case words joined by hyphens
 * @param about what it shows, in one line
 * @param evidence quote and collateral
 * @param expectation the verdicts
 */
public record TestVector(String id, String about, Evidence evidence, Expectation expectation) {}
