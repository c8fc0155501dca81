package io.github.quotary.simulator;

import io.github.quotary.simulator.spec.TcbLadder;
import java.util.List;

/** What is expected of the up-to-date scenarios, and of variations that a verifier passes over. */
public final class Baseline {
  private Baseline() {}

  /** Up to date, nothing expired. */
  public static Verdict.Verified verdict() {
    return new Verdict.Verified("UpToDate", false, List.of(), TcbLadder.NEWEST_DATE);
  }

  /** A harmless peculiarity. */
  public static Expectation trusted() {
    return Expectation.trusted(verdict());
  }

  /** Verified and up to date, but a strict policy says no. */
  public static Expectation untrusted() {
    return Expectation.untrusted(verdict());
  }

  /** Verified and up to date, with something outside its window. */
  public static Expectation expired() {
    return Expectation.untrusted(verdict().withExpired());
  }

  /** Verified and up to date for Intel; rejected by Quotary. */
  public static Expectation rejectedByQuotary() {
    return Expectation.stricterThan(verdict());
  }
}
