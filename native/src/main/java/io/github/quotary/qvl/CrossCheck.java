package io.github.quotary.qvl;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.qvl.CrossCheckResult.Agree;
import io.github.quotary.qvl.CrossCheckResult.Differ;
import io.github.quotary.verify.VerificationResult;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Verifies a quote with this engine and with Intel's code and compares the verdicts: return code,
 * TCB status, expiration flag, advisories and supplemental data, and, if Intel's side reports them,
 * the failed step, its status and the TCB date. Immutable and thread-safe.
 *
 * <p>Supplemental data is compared as far as Intel fills it: the TEE type and the QE identity's
 * evaluation number are always zero, the PCE id has one byte, and a flag that is off reads as
 * undefined.
 */
public final class CrossCheck {
  private final Verifier ours;
  private final IntelEngine theirs;

  /**
   * A cross-check.
   *
   * @param ours this engine; its generation must be that of Intel's side, and its trust anchor is
   *     Intel's root unless that side accepts another
   * @param theirs Intel's code
   */
  public CrossCheck(Verifier ours, IntelEngine theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Verifies with both engines and compares. */
  public CrossCheckResult check(ByteBuffer quote, Collateral collateral, Instant at) {
    return compare(
        ours.verify(quote, collateral, at), theirs.verify(quote, collateral, at), collateral, at);
  }

  Verifier ours() {
    return ours;
  }

  /**
   * Compares this engine's verdict with one of Intel's code on the same input, which may have been
   * recorded earlier.
   */
  public static CrossCheckResult compare(
      VerificationResult ours, QvlVerdict theirs, Collateral collateral, Instant at) {
    QvlVerdict verdict = QvlVerdict.of(ours);
    List<Difference> differences =
        new Comparing(verdict, theirs, new Explanations(ours, theirs, collateral, at))
            .differences();
    return differences.isEmpty()
        ? new Agree(verdict, theirs)
        : new Differ(verdict, theirs, differences);
  }
}
