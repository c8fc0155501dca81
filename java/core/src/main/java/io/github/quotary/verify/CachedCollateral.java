package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.TrustedIssuers;
import io.github.quotary.quote.Measurement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collateral whose signing chains and signatures were checked, with the issuers of PCK certificates
 * that were found good under it. The collateral itself is not kept: text around certificates and
 * documents, which Intel has not signed, could make it any size. Thread-safe.
 */
final class CachedCollateral {
  private static final int MAX_ISSUERS = 4;

  /** Four chains of issuers, the proof and its key. */
  private static final long OVERHEAD = 16 << 10;

  private final Measurement sha256;
  private final long bytes;
  private final TrustedCollateral trusted;

  /** How many sets had been cached when it was last used; a race costs nothing. */
  private volatile long lastUse;

  private volatile List<TrustedIssuers> issuers = List.of();

  CachedCollateral(Collateral collateral, TrustedCollateral trusted) {
    this.sha256 = collateral.sha256();
    this.trusted = trusted;
    this.bytes = OVERHEAD + trusted.retainedBytes();
  }

  /** The hash of the bytes that everything here was found from. */
  Measurement sha256() {
    return sha256;
  }

  /** About how much memory it takes: what was read, not what it was read from. */
  long bytes() {
    return bytes;
  }

  /** Says that it is used, now that so many sets have been cached. */
  void use(long sets) {
    if (lastUse != sets) {
      lastUse = sets;
    }
  }

  /** How many sets had been cached when it was last used. */
  long lastUse() {
    return lastUse;
  }

  TrustedCollateral trusted() {
    return trusted;
  }

  /** The chain's root and intermediate, if they were found good under this collateral. */
  @Nullable TrustedIssuers issuersOf(AnchoredPckChain chain) {
    for (TrustedIssuers good : issuers) {
      if (good.isOf(chain)) {
        return good;
      }
    }
    return null;
  }

  /** Remembers the issuers of a chain that passed every check. */
  synchronized void add(TrustedIssuers found) {
    if (found.collateral() == trusted && issuers.stream().noneMatch(found::isSameAs)) {
      issuers = Stream.concat(Stream.of(found), issuers.stream()).limit(MAX_ISSUERS).toList();
    }
  }
}
