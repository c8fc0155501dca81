package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.quote.Quote;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a verifier keeps. Thread-safe; readers take no lock. */
final class Kept {
  private final Keep limits;
  private final KnownCertificates certificates = new KnownCertificates();
  private final Map<Collateral, KeptCollateral> collaterals = new ConcurrentHashMap<>();
  private final Deque<Collateral> oldestFirst = new ArrayDeque<>();
  private final KeptTable<KeptPlatform> platforms;

  Kept(Keep limits) {
    this.limits = limits;
    this.platforms = new KeptTable<>(limits.platforms(), limits.bytes());
  }

  /** Certificates of chains that were found good. */
  KnownCertificates certificates() {
    return certificates;
  }

  /** The collateral of exactly these bytes, if it was found good before. */
  @Nullable KeptCollateral find(Collateral collateral) {
    return collaterals.get(collateral);
  }

  synchronized void keep(KeptCollateral collateral) {
    if (limits.collaterals() > 0
        && collaterals.putIfAbsent(collateral.collateral(), collateral) == null) {
      oldestFirst.addLast(collateral.collateral());
      if (oldestFirst.size() > limits.collaterals()) {
        collaterals.remove(oldestFirst.removeFirst());
      }
    }
  }

  /** The quote's platform, if it was verified under this collateral. */
  @Nullable KeptPlatform find(KeptCollateral collateral, Quote quote) {
    if (limits.platforms() == 0) {
      return null;
    }
    return platforms.find(
        quote.signatureData().platformProbe(), platform -> platform.isOf(collateral, quote));
  }

  void keep(KeptPlatform platform) {
    if (limits.platforms() > 0) {
      platforms.keep(platform);
    }
  }

  KeepCounters platformCounters() {
    return platforms.counters();
  }
}
