package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.TrustedIssuers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collateral whose signing chains and signatures were checked, with the issuers of PCK certificates
 * that were found good under it. Thread-safe.
 */
final class CachedCollateral {
  private static final int MAX_ISSUERS = 4;

  private final Collateral collateral;
  private final TrustedCollateral trusted;
  private volatile List<TrustedIssuers> issuers = List.of();

  CachedCollateral(Collateral collateral, TrustedCollateral trusted) {
    this.collateral = collateral;
    this.trusted = trusted;
  }

  /** The bytes that everything here was found from. */
  Collateral collateral() {
    return collateral;
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
