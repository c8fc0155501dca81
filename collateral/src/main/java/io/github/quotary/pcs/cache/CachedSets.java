package io.github.quotary.pcs.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource.Lookup;
import io.github.quotary.pcs.document.CollateralAssembly;
import io.github.quotary.pcs.document.DocumentChecks;
import io.github.quotary.pcs.document.DocumentKey;
import io.github.quotary.pcs.document.Refusal;
import io.github.quotary.pcs.document.TcbUpdate;
import io.github.quotary.pcs.document.TrustedDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cache of collateral that was assembled from cached documents and accepted by the engine as a set.
 * A known platform gets the same object until one of its documents changes. Thread-safe.
 */
final class CachedSets {
  private static final int SET_BYTES = 1024;

  private final DocumentChecks checks;
  private final Cache<Key, CachedSet> sets;
  private final NegativeCache<Key, Lookup> refused;

  /** A platform and a data set. */
  record Key(CollateralKey platform, TcbUpdate update) {}

  /** Documents in the order of {@link DocumentKey#of}, and the collateral assembled from them. */
  record CachedSet(List<TrustedDocument> documents, Lookup found) {
    private int size() {
      return SET_BYTES + (found instanceof Lookup.Found set ? (int) set.collateral().size() : 0);
    }

    /** A document that was refreshed without a change counts as the same. */
    boolean consistsOf(List<TrustedDocument> others) {
      for (int i = 0; i < documents.size(); i++) {
        TrustedDocument other = others.get(i);
        if (documents.get(i) != other
            && !documents.get(i).received().hasSameContent(other.received())) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * No sets yet.
   *
   * @param maxBytes how much memory the sets may take: each has a copy of its documents
   */
  CachedSets(DocumentChecks checks, Clock clock, Duration negativeLifetime, long maxBytes) {
    this.checks = checks;
    this.sets =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, CachedSet set) -> set.size())
            .executor(Runnable::run)
            .build();
    this.refused = new NegativeCache<>(negativeLifetime, clock);
  }

  @Nullable CachedSet find(Key key) {
    return sets.getIfPresent(key);
  }

  /** A recent refusal of the set. */
  Optional<Lookup> refusal(Key key) {
    return Optional.ofNullable(refused.get(key));
  }

  /**
   * Assembles collateral from these documents; costs about seven P-256 verifications if it is new.
   */
  Lookup put(Key key, List<TrustedDocument> documents) {
    CachedSet known = sets.getIfPresent(key);
    if (known != null && known.consistsOf(documents)) {
      sets.put(key, new CachedSet(List.copyOf(documents), known.found()));
      return known.found();
    }
    Collateral collateral = CollateralAssembly.ofDocuments(documents);
    try {
      CollateralAssembly.require(collateral, checks);
    } catch (Refusal refusal) {
      Lookup none =
          new Lookup.Unavailable(
              "The documents for "
                  + key.platform()
                  + " cannot be trusted as a set: "
                  + refusal.detail(),
              true);
      refused.put(key, none);
      return none;
    }
    Lookup found = new Lookup.Found(collateral);
    sets.put(key, new CachedSet(List.copyOf(documents), found));
    return found;
  }
}
