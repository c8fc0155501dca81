package io.github.quotary.benchmarks;

import io.github.quotary.verify.CacheLimits;

/** What the verifier caches between quotes: the parameter {@code kept}. */
public enum CacheLevel {
  /**
   * Every quote is verified from raw bytes, with its chain and the collateral's seven documents.
   */
  NOTHING(CacheLimits.none()),
  /** Collateral and issuing CAs are cached; every quote counts as one of a new platform. */
  COLLATERAL(CacheLimits.collateralOnly()),
  /** The platform's PCK chain is cached as well; its QE report and the quote's signature remain. */
  CHAIN(CacheLimits.withoutPlatforms()),
  /** The platform is cached as well: one signature remains. The default. */
  PLATFORM(CacheLimits.standard());

  private final CacheLimits limits;

  CacheLevel(CacheLimits limits) {
    this.limits = limits;
  }

  CacheLimits limits() {
    return limits;
  }

  /**
   * The same for a number of hosts: with more than the default has room for, as an operator of so
   * many would set it, and twice that, since the cache is a set of small sets, which do not fill
   * evenly.
   */
  CacheLimits limits(int hosts) {
    int room = 2 * hosts;
    if (room <= CacheLimits.standard().platforms()) {
      return limits;
    }
    return new CacheLimits(
        limits.collaterals(),
        limits.chains() == 0 ? 0 : room,
        limits.platforms() == 0 ? 0 : room,
        limits.bytes() == 0 ? 0 : Long.MAX_VALUE);
  }
}
