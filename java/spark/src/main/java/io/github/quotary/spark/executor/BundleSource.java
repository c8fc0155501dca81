package io.github.quotary.spark.executor;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pcs.bundle.CollateralBundle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bundle that assembles the collateral of each FMSPC once, as far as the sets, each of which has
 * a copy of its documents, do not take too much memory. Thread-safe.
 */
final class BundleSource implements CollateralSource {
  private static final long MAX_BYTES = 64L << 20;

  private final CollateralBundle bundle;
  private final Map<CollateralKey, Lookup> found = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

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
    if (lookup instanceof Lookup.Found set) {
      long size = set.collateral().size();
      if (bytes.addAndGet(size) > MAX_BYTES || found.putIfAbsent(key, lookup) != null) {
        bytes.addAndGet(-size);
      }
    }
    return lookup;
  }
}
