package io.github.quotary.verify;

/**
 * How much of what was proved a verifier keeps. Keeping never changes a verdict: only successes are
 * kept, each is found by all the bytes that it depended on, and what depends on time is evaluated
 * again on every call. Immutable.
 *
 * @param collaterals sets of collateral: parsed, signing chains and signatures checked
 * @param platforms platforms under one set of collateral: chain, revocation, QE report checked
 * @param bytes about how much memory the platforms may take
 */
public record Keep(int collaterals, int platforms, long bytes) {
  private static final Keep STANDARD = new Keep(64, 10_000, 64L << 20);
  private static final Keep NONE = new Keep(0, 0, 0);

  /** Checks the numbers. */
  public Keep {
    if (collaterals < 0 || platforms < 0 || bytes < 0) {
      throw new IllegalArgumentException("Nothing below zero can be kept");
    }
    if (platforms > 0 && collaterals == 0) {
      throw new IllegalArgumentException("Platforms are kept under collateral that is kept");
    }
  }

  /** The default: 64 sets of collateral, about 10,000 platforms, 64 MiB. */
  public static Keep standard() {
    return STANDARD;
  }

  /** Nothing: every verification is made from raw bytes; for audits. */
  public static Keep none() {
    return NONE;
  }

  /** Collateral only: every quote is taken as one of a new platform. */
  public static Keep collateralOnly() {
    return new Keep(STANDARD.collaterals, 0, 0);
  }
}
