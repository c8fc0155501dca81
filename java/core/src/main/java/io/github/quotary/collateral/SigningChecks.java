package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What makes a signed document trusted, in the order of Intel's QVL ({@code
 * sgxAttestationVerifyTCBInfo}, {@code sgxAttestationVerifyEnclaveIdentity}). Dates are not looked
 * at here.
 */
final class SigningChecks {
  static final CheckList<SigningChecks> TCB_INFO = checks(SigningReasons.TCB_INFO);
  static final CheckList<SigningChecks> QE_IDENTITY = checks(SigningReasons.QE_IDENTITY);

  private static final String ROOT_NAME = "SGX Root CA";
  private static final String SIGNER_NAME = "SGX TCB Signing";

  private final SignedDocument<?> document;
  private final @Nullable X509Cert root;
  private final @Nullable X509Cert signer;
  private final @Nullable Crl rootCrl;
  private final TrustAnchor anchor;
  private final EcdsaP256 engine;

  SigningChecks(
      SignedDocument<?> document, @Nullable Crl rootCrl, TrustAnchor anchor, EcdsaP256 engine) {
    this.document = document;
    this.root = document.chain().root().orElse(null);
    this.signer = document.chain().signer().orElse(null);
    this.rootCrl = rootCrl;
    this.anchor = anchor;
    this.engine = engine;
  }

  private static CheckList<SigningChecks> checks(SigningReasons reasons) {
    return CheckList.<SigningChecks>builder()
        .add(reasons.chainLength(), SigningChecks::length)
        .add(reasons.rootMissing(), SigningChecks::rootName)
        .add(reasons.rootInvalidIssuer(), SigningChecks::rootSignature)
        .add(reasons.signerMissing(), SigningChecks::signerName)
        .add(reasons.signerInvalidIssuer(), SigningChecks::signerIssuer)
        .add(reasons.crlUnknownIssuer(), SigningChecks::crlIssuer)
        .add(reasons.crlInvalidExtensions(), SigningChecks::crlExtensions)
        .add(reasons.crlInvalidSignature(), SigningChecks::crlSignature)
        .add(reasons.signerRevoked(), SigningChecks::revocation)
        .add(reasons.untrusted(), SigningChecks::anchorKey)
        .add(reasons.invalidSignature(), SigningChecks::signature)
        .build();
  }

  private @Nullable Problem length() {
    int length = document.chain().certificates().size();
    return length == 2
        ? null
        : Problem.of("The issuer chain has " + length + " certificates; it needs two");
  }

  private @Nullable Problem rootName() {
    if (root == null) {
      return Problem.of("The issuer chain has no self-issued certificate");
    }
    return root.subject().commonName().contains(ROOT_NAME)
        ? null
        : Problem.of("The issuer chain's root is named " + root.subject());
  }

  private @Nullable Problem rootSignature() {
    if (root == null) {
      return Problem.NOT_EVALUATED;
    }
    return root.isSignedBy(root, engine)
        ? null
        : Problem.of("The issuer chain's root is not signed by its own key");
  }

  private @Nullable Problem signerName() {
    if (signer == null) {
      return Problem.of("The issuer chain has no end: each certificate issued another");
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

  private @Nullable Problem crlIssuer() {
    if (root == null || rootCrl == null) {
      return Problem.NOT_EVALUATED;
    }
    return rootCrl.isIssuedBy(root)
        ? null
        : Problem.mismatch(
            "Issuer", root.subject(), "the chain's root", rootCrl.issuer(), "the root CA CRL");
  }

  private @Nullable Problem crlExtensions() {
    if (rootCrl == null) {
      return Problem.NOT_EVALUATED;
    }
    return rootCrl.hasAuthorityKeyIdentifier()
        ? null
        : Problem.of("The root CA CRL names no authority key");
  }

  private @Nullable Problem crlSignature() {
    if (root == null || rootCrl == null) {
      return Problem.NOT_EVALUATED;
    }
    return rootCrl.isSignedBy(root, engine)
        ? null
        : Problem.of("The root CA CRL is not signed by the issuer chain's root");
  }

  private @Nullable Problem revocation() {
    if (signer == null || rootCrl == null) {
      return Problem.NOT_EVALUATED;
    }
    return rootCrl.revokes(signer)
        ? Problem.of("The root CA CRL names the signer's serial " + signer.serial().toString(16))
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
    if (signer == null) {
      return Problem.NOT_EVALUATED;
    }
    return document.isSignedBy(signer, engine)
        ? null
        : Problem.of(
            "The received bytes are not signed by "
                + signer.subject().commonName()
                + "; take the document as Intel served it, byte for byte");
  }
}
