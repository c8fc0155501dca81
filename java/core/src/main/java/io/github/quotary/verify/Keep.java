package io.github.quotary.verify;

/**
 * How much of what was proved a verifier keeps. Keeping never changes a verdict: only successes are
 * kept, each is found by all the bytes that it depended on, and what depends on time is evaluated
 * again on every call. Immutable.
 *
 * @param collaterals sets of collateral: parsed, signing chains and signatures checked
 * @param chains PCK chains: parsed; under the set of collateral that they were met with last:
 *     signatures and revocation checked
 * @param platforms platforms under one set of collateral: chain and QE report checked
 * @param bytes about how much memory the chains may take, and again the platforms
 */
public record Keep(int collaterals, int chains, int platforms, long bytes) {
  private static final Keep STANDARD = new Keep(64, 10_000, 10_000, 80L << 20);
  private static final Keep NONE = new Keep(0, 0, 0, 0);

  /** Checks the numbers. */
  public Keep {
    if (collaterals < 0 || chains < 0 || platforms < 0 || bytes < 0) {
      throw new IllegalArgumentException("Nothing below zero can be kept");
    }
    if (collaterals == 0 && (chains > 0 || platforms > 0)) {
      throw new IllegalArgumentException(
          "Chains and platforms are kept under collateral that is kept");
    }
  }

  /** The default: 64 sets of collateral, about 10,000 chains and platforms. */
  public static Keep standard() {
    return STANDARD;
  }

  /** Nothing: every verification is made from raw bytes; for audits. */
  public static Keep none() {
    return NONE;
  }

  /** Collateral only: every quote is taken as one of a new platform. */
  public static Keep collateralOnly() {
    return new Keep(STANDARD.collaterals, 0, 0, 0);
  }

  /** Collateral and PCK chains: every quote's QE report is checked anew. */
  public static Keep withoutPlatforms() {
    return new Keep(STANDARD.collaterals, STANDARD.chains, 0, STANDARD.bytes);
  }
}
