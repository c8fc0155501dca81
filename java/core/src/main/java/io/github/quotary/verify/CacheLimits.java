package io.github.quotary.verify;

/**
 * How much of what was proved a verifier caches. The cache never changes a verdict: it holds only
 * successes, each is found by all the bytes that it depended on, and what depends on time is
 * evaluated again on every call. Immutable.
 *
 * <p>Chains and platforms fall into sets of eight by their bytes. Where a set is full they evict
 * each other, though there is room elsewhere: by the odds, of as many platforms as there are slots
 * one in seven has none, of half as many one in 120, of a quarter one in 7,000. So ask for two to
 * four times the platforms that you expect.
 *
 * @param collaterals sets of collateral: parsed, signing chains and signatures checked
 * @param chains PCK chains: parsed; under the set of collateral that they were met with last:
 *     signatures and revocation checked
 * @param platforms platforms under one set of collateral: chain and QE report checked
 * @param bytes about how much memory the chains may take, and again the platforms; the collateral
 *     has {@link #collateralBytes}
 */
public record CacheLimits(int collaterals, int chains, int platforms, long bytes) {
  private static final long MIN_COLLATERAL_BYTES = 16L << 20;
  private static final long SET_BYTES = 256L << 10;

  private static final CacheLimits STANDARD = new CacheLimits(64, 10_000, 10_000, 80L << 20);
  private static final CacheLimits NONE = new CacheLimits(0, 0, 0, 0);

  /** Checks the numbers. */
  public CacheLimits {
    if (collaterals < 0 || chains < 0 || platforms < 0 || bytes < 0) {
      throw new IllegalArgumentException("A cache limit must not be negative");
    }
    if (collaterals == 0 && (chains > 0 || platforms > 0)) {
      throw new IllegalArgumentException("Caching chains or platforms needs a cache of collateral");
    }
  }

  /**
   * About how much memory the collateral may take, as it was parsed; the bytes that it was parsed
   * from are not cached. Intel's takes about 100 KiB a set; there is room for 256, and for 16 MiB
   * in any case.
   */
  long collateralBytes() {
    return collaterals == 0 ? 0 : Math.max(MIN_COLLATERAL_BYTES, SET_BYTES * collaterals);
  }

  /** The default: 64 sets of collateral, about 10,000 chains and platforms. */
  public static CacheLimits standard() {
    return STANDARD;
  }

  /** No cache: every verification starts from raw bytes; for audits. */
  public static CacheLimits none() {
    return NONE;
  }

  /** Collateral only: every quote is taken as one of a new platform. */
  public static CacheLimits collateralOnly() {
    return new CacheLimits(STANDARD.collaterals, 0, 0, 0);
  }

  /** Collateral and PCK chains: every quote's QE report is checked anew. */
  public static CacheLimits withoutPlatforms() {
    return new CacheLimits(STANDARD.collaterals, STANDARD.chains, 0, STANDARD.bytes);
  }
}
