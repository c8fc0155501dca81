package io.github.quotary.spark.executor;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A bundle that assembles the collateral of each FMSPC once. Thread-safe. */
final class BundleSource implements CollateralSource {
  private final CollateralBundle bundle;
  private final Map<CollateralKey, Lookup> found = new ConcurrentHashMap<>();

  BundleSource(CollateralBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  public Lookup find(CollateralKey key) {
    Lookup known = found.get(key);
    if (known != null) {
      return known;
    }
    Lookup lookup = bundle.find(key);
    // What a bundle lacks is not cached: quotes may name any FMSPC.
    if (lookup instanceof Lookup.Found) {
      found.put(key, lookup);
    }
    return lookup;
  }
}
