package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;

/**
 * Collateral whose documents could all be parsed. Nothing is trusted yet: what the signed documents
 * say can be had from {@link #trust} only. Immutable.
 */
public final class ParsedCollateral {
  private final SignedDocument<TcbInfo> tcbInfo;
  private final SignedDocument<QeIdentity> qeIdentity;
  private final SigningChain pckCrlIssuerChain;
  private final Crl rootCrl;
  private final Crl pckCrl;

  ParsedCollateral(
      SignedDocument<TcbInfo> tcbInfo,
      SignedDocument<QeIdentity> qeIdentity,
      SigningChain pckCrlIssuerChain,
      Crl rootCrl,
      Crl pckCrl) {
    this.tcbInfo = tcbInfo;
    this.qeIdentity = qeIdentity;
    this.pckCrlIssuerChain = pckCrlIssuerChain;
    this.rootCrl = rootCrl;
    this.pckCrl = pckCrl;
  }

  /** Parses all documents; or says the first, in Intel's order, that cannot be parsed. */
  public static Outcome<ParsedCollateral> parse(Collateral collateral) {
    return parse(collateral, new KnownCertificates().forOneVerification());
  }

  /**
   * The same, taking certificates that were met before as they were parsed then.
   *
   * @param known may be that of one verification, which then remembers these certificates, too
   */
  public static Outcome<ParsedCollateral> parse(Collateral collateral, KnownCertificates known) {
    return CollateralDocuments.parse(collateral, known).complete();
  }

  /**
   * Checks everything that can be checked without a quote: both signing chains up to the anchor's
   * key, the root CA's revocation list, both signatures; or the first check that fails, in Intel's
   * order. About eight P-256 verifications. Time plays no part: expiry is asked of the result.
   */
  public Outcome<TrustedCollateral> trust(TrustAnchor anchor, EcdsaP256 engine) {
    Rejection rejection =
        SigningChecks.TCB_INFO.first(SigningChecks.ofText(tcbInfo.text(), rootCrl, anchor, engine));
    if (rejection == null) {
      rejection =
          SigningChecks.QE_IDENTITY.first(
              SigningChecks.ofText(qeIdentity.text(), rootCrl, anchor, engine));
    }
    return rejection != null
        ? new Outcome.Failed<>(rejection)
        : Outcome.passed(new TrustedCollateral(this));
  }

  SignedDocument<TcbInfo> tcbInfo() {
    return tcbInfo;
  }

  SignedDocument<QeIdentity> qeIdentity() {
    return qeIdentity;
  }

  /** The TCB info's issuer chain. */
  public SigningChain tcbInfoChain() {
    return tcbInfo.chain();
  }

  /** The QE identity's issuer chain. */
  public SigningChain qeIdentityChain() {
    return qeIdentity.chain();
  }

  /** The PCK revocation list's issuer chain, of which Intel takes the dates only. */
  public SigningChain pckCrlIssuerChain() {
    return pckCrlIssuerChain;
  }

  /** The root CA's revocation list. */
  public Crl rootCrl() {
    return rootCrl;
  }

  /** The PCK revocation list. */
  public Crl pckCrl() {
    return pckCrl;
  }

  /** Dates of the six parts that belong to the collateral, and both revocation lists. */
  Validity validity() {
    return Validity.of(
            tcbInfo.content().issueDate(),
            tcbInfo.content().issueDate(),
            tcbInfo.content().nextUpdate())
        .and(
            Validity.of(
                qeIdentity.content().issueDate(),
                qeIdentity.content().issueDate(),
                qeIdentity.content().nextUpdate()))
        .and(Validity.of(rootCrl))
        .and(Validity.of(pckCrl))
        .and(Validity.of(pckCrlIssuerChain))
        .and(Validity.of(tcbInfo.chain()))
        .and(Validity.of(qeIdentity.chain()));
  }

  /** Dates of all eight sources, the quote's own chain included. */
  public Validity validityWith(Validity pckChain) {
    return validity().and(pckChain);
  }
}
