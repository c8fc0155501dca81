package io.github.quotary.simulator;

/** Every result that the evaluation of a platform's TCB can have, with a scenario that has it. */
public enum Outcome {
  /** The newest level, nothing to do. */
  UP_TO_DATE("top rung of the TCB levels", onRung(TcbLadder.Rung.UP_TO_DATE));

  private final String about;
  private final Scenario scenario;

  Outcome(String about, Scenario scenario) {
    this.about = about;
    this.scenario = scenario;
  }

  private static Scenario onRung(TcbLadder.Rung rung) {
    return Scenario.upToDate().withPlatform(p -> p.withSvns(rung.svns()));
  }

  /** How the scenario brings the outcome about. */
  public String about() {
    return about;
  }

  /** A scenario with this outcome. */
  public Scenario scenario() {
    return scenario;
  }

  /** The outcome in both generations of Intel's library. */
  public Expectation expectation() {
    TcbLadder.Rung rung = TcbLadder.Rung.UP_TO_DATE;
    return Expectation.trusted(
        new Verdict.Verified(rung.status(), false, rung.advisories(), rung.date()));
  }
}
