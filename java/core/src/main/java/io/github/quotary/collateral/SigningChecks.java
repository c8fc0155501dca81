package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What makes an issuer chain and the document that it signed trusted, in the order of Intel's QVL
 * ({@code sgxAttestationVerifyTCBInfo}, {@code sgxAttestationVerifyEnclaveIdentity}). Dates are not
 * looked at here.
 */
final class SigningChecks {
  static final CheckList<SigningChecks> TCB_INFO = checks(SigningReasons.TCB_INFO);
  static final CheckList<SigningChecks> QE_IDENTITY = checks(SigningReasons.QE_IDENTITY);

  /** The root alone, whatever it is named and whatever else is in the chain. */
  static final CheckList<SigningChecks> ROOT =
      CheckList.<SigningChecks>builder()
          .add(RejectReason.PCK_CHAIN_WITHOUT_ROOT, SigningChecks::rootPresence)
          .add(RejectReason.ROOT_KEY_NOT_TRUSTED, SigningChecks::anchorKey)
          .add(RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, SigningChecks::rootSignature)
          .build();

  /**
   * The issuer chain of a PCK revocation list. Intel's QVL checks the same two certificates where
   * they stand in the quote, so the reasons are those of the PCK chain.
   */
  static final CheckList<SigningChecks> PCK_CRL_ISSUER =
      CheckList.<SigningChecks>builder()
          .add(RejectReason.PCK_CHAIN_WITHOUT_ROOT, SigningChecks::rootPresence)
          .add(RejectReason.ROOT_KEY_NOT_TRUSTED, SigningChecks::anchorKey)
          .add(RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT, SigningChecks::length)
          .add(RejectReason.PCK_CHAIN_ROOT_MISSING, SigningChecks::rootName)
          .add(RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING, SigningChecks::signerPresence)
          .add(RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, SigningChecks::rootSignature)
          .add(RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER, SigningChecks::signerIssuer)
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER, c -> c.rootCrlChecks().issuer())
          .add(
              RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
              c -> c.rootCrlChecks().extensions())
          .add(
              RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE, c -> c.rootCrlChecks().signature())
          .add(RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED, SigningChecks::revocation)
          .build();

  private static final String ROOT_NAME = "SGX Root CA";
  private static final String SIGNER_NAME = "SGX TCB Signing";

  private final SigningChain chain;
  private final @Nullable SignedText text;
  private final @Nullable X509Cert root;
  private final @Nullable X509Cert signer;
  private final @Nullable Crl rootCrl;
  private final TrustAnchor anchor;
  private final EcdsaP256 engine;

  private SigningChecks(
      SigningChain chain,
      @Nullable SignedText text,
      @Nullable Crl rootCrl,
      TrustAnchor anchor,
      EcdsaP256 engine) {
    this.chain = chain;
    this.text = text;
    this.root = chain.root().orElse(null);
    this.signer = chain.signer().orElse(null);
    this.rootCrl = rootCrl;
    this.anchor = anchor;
    this.engine = engine;
  }

  /** A document with its issuer chain. */
  static SigningChecks ofText(
      SignedText text, @Nullable Crl rootCrl, TrustAnchor anchor, EcdsaP256 engine) {
    return new SigningChecks(text.chain(), text, rootCrl, anchor, engine);
  }

  /** An issuer chain by itself. */
  static SigningChecks ofChain(
      SigningChain chain, @Nullable Crl rootCrl, TrustAnchor anchor, EcdsaP256 engine) {
    return new SigningChecks(chain, null, rootCrl, anchor, engine);
  }

  private static CheckList<SigningChecks> checks(SigningReasons reasons) {
    return CheckList.<SigningChecks>builder()
        .add(reasons.chainLength(), SigningChecks::length)
        .add(reasons.rootMissing(), SigningChecks::rootName)
        .add(reasons.rootInvalidIssuer(), SigningChecks::rootSignature)
        .add(reasons.signerMissing(), SigningChecks::signerName)
        .add(reasons.signerInvalidIssuer(), SigningChecks::signerIssuer)
        .add(reasons.crlUnknownIssuer(), c -> c.rootCrlChecks().issuer())
        .add(reasons.crlInvalidExtensions(), c -> c.rootCrlChecks().extensions())
        .add(reasons.crlInvalidSignature(), c -> c.rootCrlChecks().signature())
        .add(reasons.signerRevoked(), SigningChecks::revocation)
        .add(reasons.untrusted(), SigningChecks::anchorKey)
        .add(reasons.invalidSignature(), SigningChecks::signature)
        .build();
  }

  private @Nullable Problem length() {
    int length = chain.certificates().size();
    return length == 2
        ? null
        : Problem.of("The issuer chain has " + length + " certificates; it needs two");
  }

  private @Nullable Problem rootPresence() {
    return root != null ? null : Problem.of("The issuer chain has no self-issued certificate");
  }

  private @Nullable Problem rootName() {
    if (root == null) {
      return rootPresence();
    }
    return root.subject().commonName().contains(ROOT_NAME)
        ? null
        : Problem.of("The issuer chain's root is named " + root.subject());
  }

  private @Nullable Problem rootSignature() {
    if (root == null) {
      return Problem.NOT_EVALUATED;
    }
    return anchor.isSelfSigned(root, engine)
        ? null
        : Problem.of("The issuer chain's root is not signed by its own key");
  }

  private @Nullable Problem signerPresence() {
    return signer != null
        ? null
        : Problem.of("The issuer chain has no end: each certificate issued another");
  }

  private @Nullable Problem signerName() {
    if (signer == null) {
      return signerPresence();
    }
    return signer.subject().commonName().contains(SIGNER_NAME)
        ? null
        : Problem.of(
            "The issuer chain ends in "
                + signer.subject()
                + ", no "
                + SIGNER_NAME
                + " certificate");
  }

  private @Nullable Problem signerIssuer() {
    if (root == null || signer == null) {
      return Problem.NOT_EVALUATED;
    }
    if (!signer.isIssuedBy(root)) {
      return Problem.mismatch(
          "Issuer", root.subject(), "the chain's root", signer.issuer(), "the signing certificate");
    }
    return signer.isSignedBy(root, engine)
        ? null
        : Problem.of("The signing certificate is not signed by the chain's root");
  }

  private CrlChecks rootCrlChecks() {
    return CrlChecks.ofRootCrl(rootCrl, root, engine);
  }

  private @Nullable Problem revocation() {
    if (signer == null || rootCrl == null) {
      return Problem.NOT_EVALUATED;
    }
    return rootCrl.revokes(signer)
        ? Problem.of(
            "The signer "
                + signer.subject().commonName()
                + " is revoked: the root CA CRL names its serial "
                + signer.serial().toString(16))
        : null;
  }

  private @Nullable Problem anchorKey() {
    if (root == null) {
      return Problem.NOT_EVALUATED;
    }
    return anchor.matches(root)
        ? null
        : Problem.of("The issuer chain's root has another key than " + anchor.name());
  }

  private @Nullable Problem signature() {
    if (signer == null || text == null) {
      return Problem.NOT_EVALUATED;
    }
    return text.isSignedBy(signer, engine)
        ? null
        : Problem.of(
            "The received bytes are not signed by the TCB signing certificate's key; take the"
                + " document as the service sent it, byte for byte");
  }

  /** The reasons for which a signed document is not trusted, in the order of the checks. */
  private record SigningReasons(
      RejectReason chainLength,
      RejectReason rootMissing,
      RejectReason rootInvalidIssuer,
      RejectReason signerMissing,
      RejectReason signerInvalidIssuer,
      RejectReason crlUnknownIssuer,
      RejectReason crlInvalidExtensions,
      RejectReason crlInvalidSignature,
      RejectReason signerRevoked,
      RejectReason untrusted,
      RejectReason invalidSignature) {
    static final SigningReasons TCB_INFO =
        new SigningReasons(
            RejectReason.TCB_INFO_CHAIN_LENGTH,
            RejectReason.TCB_INFO_ROOT_MISSING,
            RejectReason.TCB_INFO_ROOT_INVALID_ISSUER,
            RejectReason.TCB_INFO_SIGNER_MISSING,
            RejectReason.TCB_INFO_SIGNER_INVALID_ISSUER,
            RejectReason.TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER,
            RejectReason.TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS,
            RejectReason.TCB_INFO_ROOT_CRL_INVALID_SIGNATURE,
            RejectReason.TCB_INFO_SIGNER_REVOKED,
            RejectReason.TCB_INFO_CHAIN_UNTRUSTED,
            RejectReason.TCB_INFO_INVALID_SIGNATURE);

    static final SigningReasons QE_IDENTITY =
        new SigningReasons(
            RejectReason.QE_IDENTITY_CHAIN_LENGTH,
            RejectReason.QE_IDENTITY_ROOT_MISSING,
            RejectReason.QE_IDENTITY_ROOT_INVALID_ISSUER,
            RejectReason.QE_IDENTITY_SIGNER_MISSING,
            RejectReason.QE_IDENTITY_SIGNER_INVALID_ISSUER,
            RejectReason.QE_IDENTITY_ROOT_CRL_UNKNOWN_ISSUER,
            RejectReason.QE_IDENTITY_ROOT_CRL_INVALID_EXTENSIONS,
            RejectReason.QE_IDENTITY_ROOT_CRL_INVALID_SIGNATURE,
            RejectReason.QE_IDENTITY_SIGNER_REVOKED,
            RejectReason.QE_IDENTITY_CHAIN_UNTRUSTED,
            RejectReason.QE_IDENTITY_INVALID_SIGNATURE);
  }
}
