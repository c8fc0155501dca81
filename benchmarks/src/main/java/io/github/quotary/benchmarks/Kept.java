package io.github.quotary.benchmarks;

import io.github.quotary.verify.CacheLimits;

/** What the verifier keeps between quotes: the parameter {@code kept}. */
public enum Kept {
  /**
   * Every quote is verified from raw bytes, with its chain and the collateral's seven documents.
   */
  NOTHING(CacheLimits.none()),
  /** Collateral and issuing CAs are kept; every quote counts as one of a new platform. */
  COLLATERAL(CacheLimits.collateralOnly()),
  /** The platform's PCK chain is kept, too; its QE report and the quote's signature are left. */
  CHAIN(CacheLimits.withoutPlatforms()),
  /** The platform is kept, too: one signature is left. What users get by default. */
  PLATFORM(CacheLimits.standard());

  private final CacheLimits limits;

  Kept(CacheLimits limits) {
    this.limits = limits;
  }

  CacheLimits limits() {
    return limits;
  }
}
