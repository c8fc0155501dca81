package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.Outcome;

/**
 * A root and an intermediate CA that passed every check of a quote's chain which does not concern
 * its PCK certificate, under {@linkplain #collateral() this collateral}. Part of a {@link
 * TrustedPckChain}; other chains of the same CA need their PCK certificate checked only. Immutable.
 */
public final class TrustedIssuers {
  private final X509Cert root;
  private final X509Cert intermediate;
  private final TrustedCollateral collateral;

  TrustedIssuers(X509Cert root, X509Cert intermediate, TrustedCollateral collateral) {
    this.root = root;
    this.intermediate = intermediate;
    this.collateral = collateral;
  }

  /** The self-issued certificate. */
  public X509Cert root() {
    return root;
  }

  /** The Processor or Platform CA. */
  public X509Cert intermediate() {
    return intermediate;
  }

  /** What they were checked under. */
  public TrustedCollateral collateral() {
    return collateral;
  }

  /** Whether both are the same; compared by identity, as the same certificate met again is. */
  public boolean isSameAs(TrustedIssuers other) {
    return root == other.root
        && intermediate == other.intermediate
        && collateral == other.collateral;
  }

  /** Whether the chain's root and intermediate are these; compared by identity, too. */
  public boolean isOf(AnchoredPckChain chain) {
    return chain.root() == root && chain.chain().intermediate().orElse(null) == intermediate;
  }

  /**
   * Checks what is left of a chain: its dates and its PCK certificate. A chain of other issuers is
   * checked as a whole. One P-256 verification.
   *
   * @return the chain, or the first check that fails, in Intel's order
   */
  public Outcome<TrustedPckChain> trust(AnchoredPckChain chain, EcdsaP256 engine) {
    return isOf(chain)
        ? PckChainChecks.trustLeaf(chain, this, engine)
        : collateral.trust(chain, engine);
  }
}
