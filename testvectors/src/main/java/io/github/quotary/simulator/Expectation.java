package io.github.quotary.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a piece of evidence.
 *
 * @param g1 the verdict of Intel's verification library up to version 1.26
 * @param g2 the verdict of version 1.27
 * @param quotary {@code rejected} or {@code verified} where Quotary differs on purpose from both;
 *     null where it follows Intel
 * @param trusted whether a strict policy trusts the evidence: verified, up to date, nothing expired
 *     or from the future, a production TD
 */
public record Expectation(Verdict g1, Verdict g2, @Nullable String quotary, boolean trusted) {

  static Expectation trusted(Verdict.Verified verdict) {
    return new Expectation(verdict, verdict, null, true);
  }

  /** Sound, but not what a strict policy trusts. */
  static Expectation untrusted(Verdict.Verified verdict) {
    return new Expectation(verdict, verdict, null, false);
  }

  static Expectation rejected(Verdict.Rejected verdict) {
    return new Expectation(verdict, verdict, null, false);
  }

  /** The generations differ, and neither leads to trust. */
  static Expectation differing(Verdict g1, Verdict g2) {
    return new Expectation(g1, g2, null, false);
  }

  /** Intel's verdict, which Quotary does not follow: it rejects. */
  static Expectation stricterThan(Verdict verdict) {
    return stricterThan(verdict, verdict);
  }

  static Expectation stricterThan(Verdict g1, Verdict g2) {
    return new Expectation(g1, g2, "rejected", false);
  }

  /** Intel's verdict, which Quotary does not follow: it verifies. */
  static Expectation moreLenientThan(Verdict verdict) {
    return new Expectation(verdict, verdict, "verified", true);
  }
}
