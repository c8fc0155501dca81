package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.SignatureData;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a verifier caches of what it proved. Thread-safe; readers take no lock. */
final class VerifierCache {
  /** One set of collateral takes no more than this part of what all may take. */
  private static final int MIN_SETS = 4;

  /** Intel has two CAs under one root. */
  private static final int MAX_ISSUERS = 8;

  private final CacheLimits limits;
  private final KnownCertificates certificates = new KnownCertificates();
  private final SharedBytes issuers = new SharedBytes();
  private volatile List<AnchoredPckChain.Issuers> signedIssuers = List.of();
  private final Map<Measurement, CachedCollateral> collaterals = new ConcurrentHashMap<>();
  private long collateralBytes;

  /** How many sets were ever cached: a clock that runs only when one may have to give way. */
  private volatile long setsCached;

  private final CollateralFlights flights = new CollateralFlights(this::isNew);
  private final CacheTable<CachedChain> chains;
  private final CacheTable<CachedPlatform> platforms;

  VerifierCache(CacheLimits limits) {
    this.limits = limits;
    this.chains = new CacheTable<>(limits.chains(), limits.bytes());
    this.platforms = new CacheTable<>(limits.platforms(), limits.bytes());
  }

  /** CA certificates of chains that were found good, for one verification. */
  KnownCertificates certificates() {
    return certificates.forOneVerification();
  }

  /** Remembers the CA certificates of a chain that was found good, unless nothing is cached. */
  void addCertificates(TrustedPckChain chain) {
    if (limits.collaterals() > 0) {
      certificates.add(chain.root());
      certificates.add(chain.issuers().intermediate());
      chain.chain().certificates().stream().limit(1).forEach(certificates::addNames);
    }
  }

  /** The chain's root and intermediate CA, if their signatures were found good before. */
  AnchoredPckChain.@Nullable Issuers issuersOf(AnchoredPckChain chain) {
    for (AnchoredPckChain.Issuers good : signedIssuers) {
      if (good.areOf(chain)) {
        return good;
      }
    }
    return null;
  }

  /**
   * Remembers a root and an intermediate CA whose signatures are good, unless nothing is cached.
   */
  synchronized void add(AnchoredPckChain.Issuers signed) {
    if (limits.collaterals() > 0) {
      certificates.add(signed.root());
      certificates.add(signed.intermediate());
      signedIssuers =
          Stream.concat(Stream.of(signed), signedIssuers.stream()).limit(MAX_ISSUERS).toList();
    }
  }

  /** The collateral of exactly these bytes, if it was found good before. */
  @Nullable CachedCollateral find(Collateral collateral) {
    CachedCollateral found =
        limits.collaterals() == 0 ? null : collaterals.get(collateral.sha256());
    if (found != null) {
      found.use(setsCached);
    }
    return found;
  }

  /** Whether it would be cached if it is good, and is not cached yet. */
  private boolean isNew(Collateral collateral) {
    return limits.collaterals() > 0 && find(collateral) == null;
  }

  /** For one verification, or for those of a chunk: which new collateral its thread verifies. */
  CollateralFlights.Claims claims() {
    return flights.claims();
  }

  /**
   * Caches collateral that was found good; those who wait for it go on.
   *
   * @param collateral the bytes that the other was found from
   */
  void put(Collateral collateral, CachedCollateral statements) {
    add(statements);
    flights.land(collateral);
  }

  private synchronized void add(CachedCollateral added) {
    if (limits.collaterals() == 0
        || added.bytes() > limits.collateralBytes() / MIN_SETS
        || collaterals.containsKey(added.sha256())) {
      return;
    }
    makeRoom(added.bytes());
    setsCached++;
    added.use(setsCached);
    collaterals.put(added.sha256(), added);
    collateralBytes += added.bytes();
  }

  /** What was not used for longest gives way. */
  private void makeRoom(long bytes) {
    while (!collaterals.isEmpty()
        && (collaterals.size() >= limits.collaterals()
            || collateralBytes + bytes > limits.collateralBytes())) {
      CachedCollateral idle =
          Collections.min(
              collaterals.values(), Comparator.comparingLong(CachedCollateral::lastUse));
      collateralBytes -= idle.bytes();
      collaterals.remove(idle.sha256());
      forget(idle);
    }
  }

  /** What was proved under it goes with it: it would hold it in memory. */
  private void forget(CachedCollateral dropped) {
    platforms.removeIf(platform -> platform.isUnder(dropped));
    chains.forEach(chain -> chain.forget(dropped.trusted()));
  }

  /** The quote's chain, if one of exactly its bytes was found good before. */
  @Nullable CachedChain findChain(SignatureData data) {
    return limits.chains() == 0
        ? null
        : chains.find(
            data.certificationProbe(), data, limits, (chain, bytes, any) -> chain.isOf(bytes));
  }

  /** The quote's platform, if it was verified under this collateral. */
  @Nullable CachedPlatform find(CachedCollateral collateral, Quote quote) {
    if (limits.platforms() == 0) {
      return null;
    }
    return platforms.find(quote.signatureData().qeProbe(), collateral, quote, CachedPlatform::isOf);
  }

  /** A chain that was found good; the cached one of the same bytes, if there is one. */
  CachedChain chain(SignatureData data, AnchoredPckChain chain) {
    if (limits.chains() == 0 && limits.platforms() == 0) {
      return CachedChain.uncached(chain);
    }
    CachedChain known = findChain(data);
    return known != null ? known : CachedChain.of(data, chain, issuers);
  }

  /** Keeps a platform that was verified, and its chain, as long as its collateral is cached. */
  void put(CachedCollateral statements, CachedPlatform platform) {
    if (!platform.isUnder(statements) || collaterals.get(statements.sha256()) != statements) {
      return;
    }
    CachedChain chain = platform.cachedChain();
    if (limits.chains() > 0) {
      chain.prove(platform.chain());
      chains.put(chain);
    }
    if (limits.platforms() > 0) {
      platforms.put(platform);
    }
  }

  CacheCounters chainCounters() {
    return chains.counters();
  }

  CacheCounters platformCounters() {
    return platforms.counters();
  }
}
