package io.github.quotary.collateral;

import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import java.nio.ByteBuffer;

/**
 * A quote's chain whose root carries the trust anchor's key. No signature was checked: {@link
 * ParsedCollateral#trust(AnchoredPckChain, io.github.quotary.crypto.EcdsaP256)} and {@link
 * TrustedCollateral#trust} do that. Immutable.
 */
public final class AnchoredPckChain {
  private final PckChain chain;
  private final X509Cert root;
  private final TrustAnchor anchor;

  private AnchoredPckChain(PckChain chain, X509Cert root, TrustAnchor anchor) {
    this.chain = chain;
    this.root = root;
    this.anchor = anchor;
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
        ? Outcome.passed(new AnchoredPckChain(chain, root, anchor))
        : Outcome.failed(
            RejectReason.ROOT_KEY_NOT_TRUSTED,
            "The root " + root.subject() + " has another key than " + anchor.name());
  }

  /** This chain, if its root carries another anchor's key, too. */
  Outcome<AnchoredPckChain> under(TrustAnchor other) {
    return other.equals(anchor) ? Outcome.passed(this) : of(chain, root, other);
  }

  /** The certificates, of which the root's key is all that was compared. */
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
}
