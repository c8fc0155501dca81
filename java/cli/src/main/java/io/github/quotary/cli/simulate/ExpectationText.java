package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;

/** What is to be expected of {@code quotary verify}, in one line. */
public final class ExpectationText {
  private ExpectationText() {}

  /** The verdict; both, where the generations of Intel's library differ. */
  public static String of(Expectation expectation) {
    if ("rejected".equals(expectation.quotary())) {
      return "rejected (Intel: " + intel(expectation) + ")";
    }
    if ("verified".equals(expectation.quotary())) {
      return "verified UpToDate" + trust(true) + " (Intel: " + intel(expectation) + ")";
    }
    String g1 = verdict(expectation.g1(), expectation.trustedAsG1());
    String g2 = verdict(expectation.g2(), expectation.trustedAsG2());
    return g1.equals(g2) ? g2 : g2 + "; as 1.26: " + g1;
  }

  private static String intel(Expectation expectation) {
    String g1 = verdict(expectation.g1());
    String g2 = verdict(expectation.g2());
    return g1.equals(g2) ? g2 : g2 + "; 1.26: " + g1;
  }

  private static String verdict(Verdict verdict, boolean trusted) {
    return verdict(verdict) + (verdict instanceof Verdict.Verified ? trust(trusted) : "");
  }

  private static String trust(boolean trusted) {
    return trusted ? ", trusted" : ", not trusted";
  }

  private static String verdict(Verdict verdict) {
    if (verdict instanceof Verdict.Verified verified) {
      return "verified " + verified.tcbStatus() + (verified.expired() ? ", expired" : "");
    }
    Verdict.Rejected rejected = (Verdict.Rejected) verdict;
    String status = rejected.qvlStatus() == null ? rejected.returnCode() : rejected.qvlStatus();
    return "rejected, " + status + " at " + rejected.stage();
  }
}
