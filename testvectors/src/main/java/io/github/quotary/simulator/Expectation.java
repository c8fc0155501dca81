package io.github.quotary.simulator;

/**
 * What is to be expected of a piece of evidence.
 *
 * @param g1 the verdict of Intel's verification library up to version 1.26
 * @param g2 the verdict of version 1.27
 * @param stricter whether Quotary rejects on purpose what Intel's library accepts or reads
 *     otherwise
 * @param trusted whether a strict policy trusts the evidence: verified, up to date, nothing expired
 *     or from the future, a production TD
 */
public record Expectation(Verdict g1, Verdict g2, boolean stricter, boolean trusted) {

  static Expectation trusted(Verdict.Verified verdict) {
    return new Expectation(verdict, verdict, false, true);
  }

  /** Sound, but not what a strict policy trusts. */
  static Expectation untrusted(Verdict verdict) {
    return new Expectation(verdict, verdict, false, false);
  }

  /** Intel's verdict, which Quotary does not follow: it rejects. */
  static Expectation stricterThan(Verdict verdict) {
    return new Expectation(verdict, verdict, true, false);
  }
}
