package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import java.nio.ByteBuffer;

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

  private ParsedCollateral(
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

  /** Parses all documents, in Intel's order; or the first that cannot be parsed. */
  public static Outcome<ParsedCollateral> parse(Collateral collateral) {
    RejectReason step = RejectReason.TCB_INFO_UNSUPPORTED_FORMAT;
    String document = "TCB info";
    try {
      SignedJson tcb =
          SignedJson.parse(collateral.tcbInfo(), SignedJson.TCB_INFO, TcbInfoParser.MEMBERS);
      TcbInfo tcbInfo = TcbInfoParser.parse(tcb.body());

      step = RejectReason.QE_IDENTITY_UNSUPPORTED_FORMAT;
      document = "QE identity";
      SignedJson qe =
          SignedJson.parse(
              collateral.qeIdentity(), SignedJson.ENCLAVE_IDENTITY, QeIdentityParser.MEMBERS);
      QeIdentity qeIdentity = QeIdentityParser.parse(qe.body());

      step = RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT;
      document = "QE identity issuer chain";
      SigningChain qeChain = chain(collateral.qeIdentityIssuerChain());
      document = "TCB info issuer chain";
      SigningChain tcbChain = chain(collateral.tcbInfoIssuerChain());
      document = "PCK CRL issuer chain";
      SigningChain pckCrlChain = chain(collateral.pckCrlIssuerChain());

      step = RejectReason.CRL_UNSUPPORTED_FORMAT;
      document = "Root CA CRL";
      Crl rootCrl = Crl.parse(collateral.rootCaCrl());
      document = "PCK CRL";
      Crl pckCrl = Crl.parse(collateral.pckCrl());

      return Outcome.passed(
          new ParsedCollateral(
              new SignedDocument<>(tcbInfo, tcb.digest(), tcb.signature(), tcbChain),
              new SignedDocument<>(qeIdentity, qe.digest(), qe.signature(), qeChain),
              pckCrlChain,
              rootCrl,
              pckCrl));
    } catch (JsonFormatException e) {
      return Outcome.failed(step, document + ": " + e.problem());
    } catch (PkiFormatException e) {
      return Outcome.failed(step, document + ": " + e.problem());
    }
  }

  private static SigningChain chain(byte[] pem) throws PkiFormatException {
    return SigningChain.parse(ByteBuffer.wrap(pem));
  }

  /**
   * Checks everything that can be checked without a quote: both signing chains up to the anchor's
   * key, the root CA's revocation list, both signatures; or the first check that fails, in Intel's
   * order. About eight P-256 verifications. Time plays no part: expiry is asked of the result.
   */
  public Outcome<TrustedCollateral> trust(TrustAnchor anchor, EcdsaP256 engine) {
    var rejection =
        new SigningChecks(SigningReasons.TCB_INFO, rootCrl, anchor, engine).check(tcbInfo);
    if (rejection == null) {
      rejection =
          new SigningChecks(SigningReasons.QE_IDENTITY, rootCrl, anchor, engine).check(qeIdentity);
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
