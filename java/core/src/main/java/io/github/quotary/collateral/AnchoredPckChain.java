package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A quote's chain whose root carries the trust anchor's key. It is {@linkplain #isSigned signed} if
 * names and signatures were found to lead from that key to the PCK certificate, which needs no
 * collateral; it is trusted only once {@link ParsedCollateral#trust(AnchoredPckChain, EcdsaP256)},
 * {@link TrustedCollateral#trust} or {@link TrustedIssuers#trust} has found it good under some.
 * Immutable.
 */
public final class AnchoredPckChain {
  private final PckChain chain;
  private final X509Cert root;
  private final TrustAnchor anchor;

  /** Not null once every signature of the chain was found good. */
  private final @Nullable Issuers signedBy;

  private AnchoredPckChain(
      PckChain chain, X509Cert root, TrustAnchor anchor, @Nullable Issuers signedBy) {
    this.chain = chain;
    this.root = root;
    this.anchor = anchor;
    this.signedBy = signedBy;
  }

  /**
   * Parses a quote's certification data of type 5 and compares the root's key with the anchor's.
   *
   * @param pem three PEM certificates in any order; bytes from a NUL on are ignored
   * @param known certificates that were met before, which are taken as they were parsed then
   * @return the chain, or {@link RejectReason#PCK_CHAIN_UNSUPPORTED_FORMAT}, {@link
   *     RejectReason#PCK_CHAIN_WITHOUT_ROOT}, {@link RejectReason#ROOT_KEY_NOT_TRUSTED}
   */
  public static Outcome<AnchoredPckChain> parse(
      ByteBuffer pem, TrustAnchor anchor, KnownCertificates known) {
    PckChain chain;
    try {
      chain = PckChain.parse(pem, known);
    } catch (PkiFormatException e) {
      return Outcome.failed(
          RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT, "PCK certificate chain: " + e.problem());
    }
    X509Cert root = chain.root().orElse(null);
    if (root == null) {
      return Outcome.failed(
          RejectReason.PCK_CHAIN_WITHOUT_ROOT,
          "No certificate of the quote's chain is self-issued");
    }
    return of(chain, root, anchor);
  }

  private static Outcome<AnchoredPckChain> of(PckChain chain, X509Cert root, TrustAnchor anchor) {
    return anchor.matches(root)
        ? Outcome.passed(new AnchoredPckChain(chain, root, anchor, null))
        : Outcome.failed(
            RejectReason.ROOT_KEY_NOT_TRUSTED,
            "The root " + root.subject() + " has another key than " + anchor.name());
  }

  /** This chain, if its root carries another anchor's key, too. */
  Outcome<AnchoredPckChain> under(TrustAnchor other) {
    return other.equals(anchor) ? Outcome.passed(this) : of(chain, root, other);
  }

  /**
   * This chain, once its names and signatures were found to lead from the root's key to the PCK
   * certificate. At most three P-256 verifications, none if it is signed already.
   *
   * @return the chain, or the first of those checks that fails, in Intel's order
   */
  public Outcome<AnchoredPckChain> signed(EcdsaP256 engine) {
    return isSigned() ? Outcome.passed(this) : PckChainChecks.signed(this, engine);
  }

  /** The same for a chain of issuers whose own signatures were found good: one verification. */
  public Outcome<AnchoredPckChain> signedBy(Issuers issuers, EcdsaP256 engine) {
    return isSigned() || !issuers.areOf(this)
        ? signed(engine)
        : PckChainChecks.signedBy(this, issuers, engine);
  }

  AnchoredPckChain asSigned(X509Cert intermediate) {
    return asSigned(new Issuers(root, intermediate, anchor));
  }

  AnchoredPckChain asSigned(Issuers issuers) {
    return isSigned() ? this : new AnchoredPckChain(chain, root, anchor, issuers);
  }

  /** Whether names and signatures were found to lead from the root's key to the PCK certificate. */
  public boolean isSigned() {
    return signedBy != null;
  }

  /** Who signed it, if it {@link #isSigned}; else null. */
  public @Nullable Issuers issuers() {
    return signedBy;
  }

  /** Evaluates every check of stage {@code pck_chain} that needs no collateral. */
  public void checkAll(EcdsaP256 engine, Consumer<CheckResult> results) {
    PckChainChecks.CHECKS.all(new PckChainChecks(this, null, null, engine), results);
  }

  /** Adds the signatures of all three certificates to a batch, unless they were found good. */
  public void addSignaturesTo(P256Batch batch) {
    if (!isSigned()) {
      chain.addSignaturesTo(batch, anchor);
    }
  }

  /** Adds the PCK certificate's signature to a batch, unless it was found good. */
  public void addPckSignatureTo(P256Batch batch) {
    if (!isSigned()) {
      chain.addPckSignatureTo(batch);
    }
  }

  /** The certificates. */
  public PckChain chain() {
    return chain;
  }

  /** The self-issued certificate with the anchor's key. */
  public X509Cert root() {
    return root;
  }

  /** Whose key it is. */
  TrustAnchor anchor() {
    return anchor;
  }

  /**
   * A root with the anchor's key, and an intermediate CA, whose signatures were found good; other
   * chains of theirs need one verification. Compared by identity, as the same certificate met again
   * is the same object. Immutable.
   */
  public static final class Issuers {
    private final X509Cert root;
    private final X509Cert intermediate;
    private final TrustAnchor anchor;

    private Issuers(X509Cert root, X509Cert intermediate, TrustAnchor anchor) {
      this.root = root;
      this.intermediate = intermediate;
      this.anchor = anchor;
    }

    /** The self-issued certificate. */
    public X509Cert root() {
      return root;
    }

    /** The Processor or Platform CA. */
    public X509Cert intermediate() {
      return intermediate;
    }

    /** Whether the chain's root and intermediate are these. */
    public boolean areOf(AnchoredPckChain chain) {
      return chain.root == root
          && chain.chain.intermediate().orElse(null) == intermediate
          && chain.anchor.equals(anchor);
    }
  }
}
