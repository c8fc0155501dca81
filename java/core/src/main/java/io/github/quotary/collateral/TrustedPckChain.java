package io.github.quotary.collateral;

import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.X509Cert;
import java.time.Instant;

/**
 * A quote's chain that passed every check under {@linkplain #collateral() this collateral}: the
 * root carries the anchor's key, names and signatures lead from it to the PCK certificate, both
 * revocation lists are theirs and name none of them, and the collateral's signers have the same
 * root. {@link ParsedCollateral#trust(AnchoredPckChain, io.github.quotary.crypto.EcdsaP256)},
 * {@link TrustedCollateral#trust} and {@link TrustedIssuers#trust} alone make one. It says nothing
 * about time: expiry is a question with an instant. Immutable.
 */
public final class TrustedPckChain {
  private final AnchoredPckChain chain;
  private final TrustedIssuers issuers;
  private final PckCertificate pck;
  private final Validity validity;

  /** Here as well, not five references away: every quote of the platform asks for them. */
  private final Instant latestNotBefore;

  private final Instant earliestNotAfter;

  TrustedPckChain(
      AnchoredPckChain chain, TrustedIssuers issuers, PckCertificate pck, Validity validity) {
    this.chain = chain;
    this.issuers = issuers;
    this.pck = pck;
    this.validity = validity;
    latestNotBefore = chain.chain().latestNotBefore();
    earliestNotAfter = chain.chain().earliestNotAfter();
  }

  /** The chain without what was proved about it, to be checked under other collateral. */
  public AnchoredPckChain anchored() {
    return chain;
  }

  /** All that was parsed. */
  public PckChain chain() {
    return chain.chain();
  }

  /** Root and intermediate CA. */
  public TrustedIssuers issuers() {
    return issuers;
  }

  /** The self-issued certificate, which carries the anchor's key. */
  public X509Cert root() {
    return issuers.root();
  }

  /** The platform's certificate. */
  public PckCertificate pck() {
    return pck;
  }

  /** What the chain was checked under. */
  public TrustedCollateral collateral() {
    return issuers.collateral();
  }

  /** Dates of all eight sources: the collateral's seven, and this chain. */
  public Validity validity() {
    return validity;
  }

  /** Latest notBefore of the three certificates. */
  public Instant latestNotBefore() {
    return latestNotBefore;
  }

  /** Earliest notAfter of the three certificates. */
  public Instant earliestNotAfter() {
    return earliestNotAfter;
  }
}
