package io.github.quotary.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a piece of evidence.
 *
 * <p>A strict policy trusts what is verified, up to date, neither expired nor from the future, and
 * a production TD or enclave.
 *
 * @param g1 the verdict of Intel's verification library up to version 1.26
 * @param g2 the verdict of version 1.27
 * @param quotary {@code rejected} or {@code verified} where Quotary differs on purpose from both;
 *     null where it follows Intel
 * @param trustedAsG1 whether a strict policy trusts the evidence after the verdict of 1.26
 * @param trustedAsG2 whether it does so after that of 1.27
 */
public record Expectation(
    Verdict g1, Verdict g2, @Nullable String quotary, boolean trustedAsG1, boolean trustedAsG2) {

  private static Expectation of(Verdict g1, Verdict g2, @Nullable String quotary, boolean trusted) {
    return new Expectation(g1, g2, quotary, trusted, trusted);
  }

  public static Expectation trusted(Verdict.Verified verdict) {
    return of(verdict, verdict, null, true);
  }

  /** Sound, but not what a strict policy trusts. */
  public static Expectation untrusted(Verdict.Verified verdict) {
    return of(verdict, verdict, null, false);
  }

  public static Expectation rejected(Verdict.Rejected verdict) {
    return of(verdict, verdict, null, false);
  }

  /** The generations may differ; only the TCB status decides whether either leads to trust. */
  public static Expectation differing(Verdict g1, Verdict g2) {
    return new Expectation(g1, g2, null, isUpToDate(g1), isUpToDate(g2));
  }

  private static boolean isUpToDate(Verdict verdict) {
    return verdict instanceof Verdict.Verified verified
        && verified.tcbStatus().equals("UpToDate")
        && !verified.expired();
  }

  /** Intel's verdict, which Quotary does not follow: it rejects. */
  public static Expectation stricterThan(Verdict verdict) {
    return stricterThan(verdict, verdict);
  }

  public static Expectation stricterThan(Verdict g1, Verdict g2) {
    return of(g1, g2, "rejected", false);
  }

  /** Intel's verdict, which Quotary does not follow: it verifies, and finds all up to date. */
  public static Expectation moreLenientThan(Verdict verdict) {
    return of(verdict, verdict, "verified", true);
  }

  /** Whether a strict policy trusts the evidence, whatever the generation. */
  public boolean trusted() {
    return trustedAsG1 && trustedAsG2;
  }
}
