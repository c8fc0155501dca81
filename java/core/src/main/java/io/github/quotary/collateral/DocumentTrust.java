package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Whether one document of Intel's can be trusted by itself, with its own issuer chain: for those
 * who fetch, cache or show documents one by one. The checks of signed documents are those of {@link
 * ParsedCollateral#trust}, in the same order; a failure is the first check that fails.
 *
 * <p>Time plays no part, and neither does what a document is about. Documents that are good one by
 * one need not make good collateral: that is for {@link ParsedCollateral#trust} and the quote to
 * say. Immutable; thread-safe if the engine is.
 */
public final class DocumentTrust {
  private final TrustAnchor anchor;
  private final EcdsaP256 engine;

  /**
   * Trust in what one key stands behind.
   *
   * @param anchor the key
   * @param engine verifies the signatures
   */
  public DocumentTrust(TrustAnchor anchor, EcdsaP256 engine) {
    this.anchor = anchor;
    this.engine = engine;
  }

  /**
   * The root of an issuer chain, which carries the anchor's key and is signed by it; nothing else
   * of the chain is looked at. At most one P-256 verification.
   */
  public Outcome<X509Cert> root(SigningChain chain) {
    Rejection rejection =
        SigningChecks.ROOT.first(SigningChecks.ofChain(chain, null, anchor, engine));
    return rejection == null
        ? Outcome.passed(chain.root().orElseThrow())
        : new Outcome.Failed<>(rejection);
  }

  /**
   * The root CA's revocation list: it is issued and signed by the root and does not name the root
   * itself. One P-256 verification.
   *
   * @param root from {@link #root}
   */
  public Outcome<Crl> rootCrl(Crl list, X509Cert root) {
    return outcome(list, CrlChecks.ROOT_CRL.first(CrlChecks.ofRootCrl(list, root, engine)));
  }

  /**
   * A PCK revocation list: its issuer chain is the root and a CA that the root signed and did not
   * revoke, and this CA issued and signed it. Which CA that is is the caller's question. At most
   * four P-256 verifications.
   *
   * <p>Intel's QVL checks root and CA where they stand in the quote, so the reasons are those of
   * the PCK chain; {@link RejectReason#ISSUER_CHAIN_UNSUPPORTED_FORMAT} for a chain that is not two
   * certificates.
   *
   * @param rootCrl the root CA's list
   */
  public Outcome<Crl> pckCrl(Crl list, SigningChain chain, Crl rootCrl) {
    Rejection rejection =
        SigningChecks.PCK_CRL_ISSUER.first(SigningChecks.ofChain(chain, rootCrl, anchor, engine));
    if (rejection == null) {
      X509Cert signer = chain.signer().orElseThrow();
      rejection = CrlChecks.PCK_CRL.first(CrlChecks.ofPckCrl(list, signer, engine));
    }
    return outcome(list, rejection);
  }

  /**
   * The certificate that signed the text as TCB info. At most four P-256 verifications.
   *
   * @param rootCrl the root CA's list
   */
  public Outcome<X509Cert> tcbInfoSigner(SignedText text, Crl rootCrl) {
    return signer(SigningChecks.TCB_INFO, text, rootCrl);
  }

  /**
   * The certificate that signed the text as a QE identity. At most four P-256 verifications.
   *
   * @param rootCrl the root CA's list
   */
  public Outcome<X509Cert> qeIdentitySigner(SignedText text, Crl rootCrl) {
    return signer(SigningChecks.QE_IDENTITY, text, rootCrl);
  }

  /**
   * The certificate that signed the text as the list of TCB evaluation data numbers. Intel signs it
   * as it signs TCB info, and no quote is verified with it: the reasons are those of TCB info. At
   * most four P-256 verifications.
   *
   * @param rootCrl the root CA's list
   */
  public Outcome<X509Cert> evaluationDataNumbersSigner(SignedText text, Crl rootCrl) {
    return signer(SigningChecks.TCB_INFO, text, rootCrl);
  }

  private Outcome<X509Cert> signer(CheckList<SigningChecks> checks, SignedText text, Crl rootCrl) {
    Rejection rejection = checks.first(SigningChecks.ofText(text, rootCrl, anchor, engine));
    return rejection == null
        ? Outcome.passed(text.chain().signer().orElseThrow())
        : new Outcome.Failed<>(rejection);
  }

  private static <T> Outcome<T> outcome(T value, @Nullable Rejection rejection) {
    return rejection == null ? Outcome.passed(value) : new Outcome.Failed<>(rejection);
  }
}
