package io.github.quotary.benchmarks;

import io.github.quotary.verify.Keep;

/** What the verifier caches between quotes: the parameter {@code kept}. */
public enum CacheLevel {
  /**
   * Every quote is verified from raw bytes, with its chain and the collateral's seven documents.
   */
  NOTHING(Keep.none()),
  /** Collateral and issuing CAs are cached; every quote counts as one of a new platform. */
  COLLATERAL(Keep.collateralOnly()),
  /** The platform's PCK chain is cached as well; its QE report and the quote's signature remain. */
  CHAIN(Keep.withoutPlatforms()),
  /** The platform is cached as well: one signature remains. The default. */
  PLATFORM(Keep.standard());

  private final Keep keep;

  CacheLevel(Keep keep) {
    this.keep = keep;
  }

  Keep keep() {
    return keep;
  }
}
