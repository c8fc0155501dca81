package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.X509Cert;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collateral whose signing chains and signatures were checked, with the issuers of PCK certificates
 * that were found good under it. Thread-safe.
 */
final class KeptCollateral {
  private static final int MAX_ISSUERS = 4;

  private final Collateral collateral;
  private final ParsedCollateral parsed;
  private final TrustedCollateral trusted;
  private volatile List<Issuers> issuers = List.of();

  KeptCollateral(Collateral collateral, ParsedCollateral parsed, TrustedCollateral trusted) {
    this.collateral = collateral;
    this.parsed = parsed;
    this.trusted = trusted;
  }

  /** The bytes that everything here was found from. */
  Collateral collateral() {
    return collateral;
  }

  ParsedCollateral parsed() {
    return parsed;
  }

  TrustedCollateral trusted() {
    return trusted;
  }

  /**
   * Whether the chain's root and intermediate are ones that passed every check under this
   * collateral which does not concern the PCK certificate: names, signatures, both revocation
   * lists, one root.
   */
  boolean hasGoodIssuers(PckChain chain) {
    X509Cert root = chain.root().orElse(null);
    X509Cert intermediate = chain.intermediate().orElse(null);
    for (Issuers good : issuers) {
      if (good.root == root && good.intermediate == intermediate) {
        return true;
      }
    }
    return false;
  }

  /** Remembers the issuers of a chain that passed every check. */
  synchronized void addGoodIssuers(PckChain chain) {
    if (!hasGoodIssuers(chain)) {
      Issuers good = new Issuers(chain.root().orElseThrow(), chain.intermediate().orElseThrow());
      issuers = Stream.concat(Stream.of(good), issuers.stream()).limit(MAX_ISSUERS).toList();
    }
  }

  /** Compared by identity: the same certificate met again is the same object. */
  private record Issuers(X509Cert root, X509Cert intermediate) {}
}
