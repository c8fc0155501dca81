package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.pki.CaType;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Collateral whose signing chains end in the trust anchor's key and whose signatures hold; it can
 * come only from {@code ParsedCollateral.trust}. It says nothing about any one quote, and nothing
 * about time: expiry is a question with an instant. Immutable.
 */
public final class TrustedCollateral {
  private static final Comparator<TrustedCollateral> BY_ISSUE =
      Comparator.<TrustedCollateral>comparingLong(set -> set.tcbInfo().tcbEvaluationDataNumber())
          .thenComparingLong(set -> set.qeIdentity().tcbEvaluationDataNumber())
          .thenComparing(set -> set.tcbInfo().issueDate())
          .thenComparing(set -> set.qeIdentity().issueDate())
          .thenComparing(set -> set.pckCrl().thisUpdate())
          .thenComparing(set -> set.rootCrl().thisUpdate());

  private final ParsedCollateral parsed;
  private final TrustAnchor anchor;
  private final Instant earliestEnd;
  private final Instant latestIssue;

  TrustedCollateral(ParsedCollateral parsed, TrustAnchor anchor) {
    this.parsed = parsed;
    this.anchor = anchor;
    this.earliestEnd = earliestEnd(parsed);
    this.latestIssue = latestIssue(parsed);
  }

  /**
   * Checks a quote's chain under this collateral: its dates, names and signatures, both revocation
   * lists, and that it ends in the root of the signing chains. At most five P-256 verifications.
   *
   * @return the chain, or the first check that fails, in Intel's order
   */
  public Outcome<TrustedPckChain> trust(AnchoredPckChain chain, EcdsaP256 engine) {
    return chain.under(anchor).then(anchored -> PckChainChecks.trust(anchored, this, engine));
  }

  /** Adds the signatures that {@link #trust} will ask for to a batch. */
  public void addSignaturesTo(P256Batch batch, AnchoredPckChain chain) {
    chain.addSignaturesTo(batch);
    parsed.addListSignaturesTo(batch, chain.chain());
  }

  ParsedCollateral parsed() {
    return parsed;
  }

  /** Intel's TCB info. */
  public TcbInfo tcbInfo() {
    return parsed.tcbInfo().content();
  }

  /** Intel's QE identity. */
  public QeIdentity qeIdentity() {
    return parsed.qeIdentity().content();
  }

  /** The issuer chain over which the TCB info is trusted: its signing certificate and root. */
  public SigningChain tcbInfoChain() {
    return parsed.tcbInfoChain();
  }

  /** The issuer chain over which the QE identity is trusted: its signing certificate and root. */
  public SigningChain qeIdentityChain() {
    return parsed.qeIdentityChain();
  }

  /** The root CA's revocation list. */
  public Crl rootCrl() {
    return parsed.rootCrl();
  }

  /** The PCK revocation list; whether the quote's CA signed it depends on the quote. */
  public Crl pckCrl() {
    return parsed.pckCrl();
  }

  /** The smaller of both documents' TCB evaluation data numbers. */
  public long tcbEvaluationDataNumber() {
    return Math.min(tcbInfo().tcbEvaluationDataNumber(), qeIdentity().tcbEvaluationDataNumber());
  }

  /** About how many bytes all of this takes in memory, the bytes that it was read from excluded. */
  public long retainedBytes() {
    return parsed.retainedBytes();
  }

  /**
   * Whether the documents are about this platform: its FMSPC and TEE, and the revocation list of
   * its CA.
   */
  public boolean isAbout(CollateralKey platform) {
    return tcbInfo().fmspc().equals(platform.fmspc())
        && tcbInfo().teeType() == platform.teeType()
        && (qeIdentity().id() == QeIdentity.Id.TD_QE) == (platform.teeType() == TeeType.TDX)
        && CaType.ofIssuer(pckCrl().issuer()).filter(ca -> ca == platform.ca()).isPresent();
  }

  /**
   * The order of issue, the newest last: by the TCB evaluation data numbers of TCB info and QE
   * identity, then by the dates of both, of the PCK and the root CA's revocation list.
   */
  public static Comparator<TrustedCollateral> byIssue() {
    return BY_ISSUE;
  }

  /**
   * Whether the TCB info, the QE identity, a certificate that signed them or the root CA's
   * revocation list is outside its validity as Intel's QVL counts it: after notAfter or nextUpdate,
   * or before the list's thisUpdate.
   */
  public boolean isExpiredAt(Instant at) {
    return at.isAfter(earliestEnd) || rootCrl().isExpiredAt(at);
  }

  /** Latest notBefore or issueDate of the signed documents and their certificates. */
  public Instant latestIssue() {
    return latestIssue;
  }

  private static Instant earliestEnd(ParsedCollateral parsed) {
    return Stream.of(
            parsed.tcbInfo().content().nextUpdate(),
            parsed.qeIdentity().content().nextUpdate(),
            parsed.tcbInfoChain().earliestNotAfter(),
            parsed.qeIdentityChain().earliestNotAfter())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant latestIssue(ParsedCollateral parsed) {
    return Stream.of(
            parsed.tcbInfo().content().issueDate(),
            parsed.qeIdentity().content().issueDate(),
            parsed.tcbInfoChain().latestNotBefore(),
            parsed.qeIdentityChain().latestNotBefore())
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
