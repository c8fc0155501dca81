package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Collateral whose documents could all be parsed. Nothing is trusted yet: what the signed documents
 * say is available only from {@code trust}. Immutable.
 */
public final class ParsedCollateral {
  /** A TCB level of Intel's with its advisories, or a module identity with its levels. */
  private static final long LEVEL_BYTES = 1024;

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
   * order. About seven P-256 verifications. Time plays no part: expiry is asked of the result.
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
        : Outcome.passed(new TrustedCollateral(this, anchor));
  }

  /**
   * Checks this and a quote's chain together: the chain's dates, names and signatures and both
   * revocation lists, then everything that {@link #trust(TrustAnchor, EcdsaP256)} checks, then that
   * all chains end in one root. About eleven P-256 verifications.
   *
   * @return the chain, which knows the collateral, or the first check that fails, in Intel's order
   */
  public Outcome<TrustedPckChain> trust(AnchoredPckChain chain, EcdsaP256 engine) {
    return PckChainChecks.trust(chain, this, engine);
  }

  /** Intel's DCAP library takes the epoch for a date that could not be read. */
  @Nullable Rejection checkDates(PckChain chain) {
    Validity validity = validityWith(chain);
    boolean epoch =
        validity.earliestIssue().equals(Instant.EPOCH)
            || validity.latestIssue().equals(Instant.EPOCH)
            || validity.earliestExpiration().equals(Instant.EPOCH);
    return epoch
        ? Rejection.of(
            RejectReason.DATE_UNEXPECTED, "A date of the collateral is 1970-01-01T00:00:00Z")
        : null;
  }

  /**
   * Adds the signatures that {@code trust} will ask for to a batch, and those of both revocation
   * lists by the chain's CAs.
   */
  public void addSignaturesTo(P256Batch batch, AnchoredPckChain chain) {
    tcbInfo.text().addSignaturesTo(batch, chain.anchor());
    qeIdentity.text().addSignaturesTo(batch, chain.anchor());
    addListSignaturesTo(batch, chain.chain());
  }

  /** Adds the signatures of both revocation lists by the chain's CAs to a batch. */
  void addListSignaturesTo(P256Batch batch, PckChain chain) {
    chain.root().ifPresent(root -> rootCrl.addSignatureTo(batch, root));
    chain.intermediate().ifPresent(ca -> pckCrl.addSignatureTo(batch, ca));
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

  /** About how many bytes all of this takes in memory. */
  long retainedBytes() {
    TcbInfo info = tcbInfo.content();
    return LEVEL_BYTES * (info.levels().size() + info.tdxModuleIdentities().size())
        + LEVEL_BYTES * qeIdentity.content().levels().size()
        + rootCrl.retainedBytes()
        + pckCrl.retainedBytes()
        + pckCrlIssuerChain.retainedBytes()
        + tcbInfo.chain().retainedBytes()
        + qeIdentity.chain().retainedBytes();
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
  Validity validityWith(PckChain chain) {
    return validity().and(Validity.of(chain));
  }
}
