package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What makes a signed document trusted, in the order of Intel's QVL ({@code
 * sgxAttestationVerifyTCBInfo}, {@code sgxAttestationVerifyEnclaveIdentity}). Dates are not looked
 * at here.
 */
final class SigningChecks {
  private static final String ROOT_NAME = "SGX Root CA";
  private static final String SIGNER_NAME = "SGX TCB Signing";

  private final SigningReasons reasons;
  private final Crl rootCrl;
  private final TrustAnchor anchor;
  private final EcdsaP256 engine;

  SigningChecks(SigningReasons reasons, Crl rootCrl, TrustAnchor anchor, EcdsaP256 engine) {
    this.reasons = reasons;
    this.rootCrl = rootCrl;
    this.anchor = anchor;
    this.engine = engine;
  }

  /** The first check that fails, or null. */
  @Nullable Rejection check(SignedDocument<?> document) {
    SigningChain chain = document.chain();
    int length = chain.certificates().size();
    if (length != 2) {
      return fail(reasons.chainLength(), "has " + length + " certificates; it needs two");
    }
    X509Cert root = chain.root().orElse(null);
    if (root == null || !root.subject().commonName().contains(ROOT_NAME)) {
      return fail(
          reasons.rootMissing(),
          root == null ? "has no self-issued certificate" : "has the root " + root.subject());
    }
    if (!root.isSignedBy(root, engine)) {
      return fail(reasons.rootInvalidIssuer(), "has a root that is not signed by its own key");
    }
    X509Cert signer = chain.signer().orElse(null);
    if (signer == null || !signer.subject().commonName().contains(SIGNER_NAME)) {
      return fail(
          reasons.signerMissing(),
          signer == null
              ? "has no end"
              : "ends in " + signer.subject() + ", no TCB signing certificate");
    }
    if (!signer.isIssuedBy(root) || !signer.isSignedBy(root, engine)) {
      return fail(
          reasons.signerInvalidIssuer(), "has a signer that its root did not issue and sign");
    }
    Rejection revocation = checkRevocation(root, signer);
    if (revocation != null) {
      return revocation;
    }
    if (!anchor.matches(root)) {
      return fail(
          reasons.untrusted(), "ends in a root with another key than " + anchor.name() + "'s");
    }
    if (!document.isSignedBy(signer, engine)) {
      return new Rejection(
          reasons.invalidSignature(),
          reasons.document() + ": the received bytes are not signed by " + signer.subject());
    }
    return null;
  }

  private @Nullable Rejection checkRevocation(X509Cert root, X509Cert signer) {
    if (!rootCrl.isIssuedBy(root)) {
      return fail(
          reasons.crlUnknownIssuer(),
          "has the root " + root.subject() + "; the root CA CRL is by " + rootCrl.issuer());
    }
    if (!rootCrl.hasAuthorityKeyIdentifier()) {
      return fail(
          reasons.crlInvalidExtensions(), "meets a root CA CRL without authority key identifier");
    }
    if (!rootCrl.isSignedBy(root, engine)) {
      return fail(reasons.crlInvalidSignature(), "has a root that did not sign the root CA CRL");
    }
    if (rootCrl.revokes(signer)) {
      return fail(
          reasons.signerRevoked(),
          "has a signer with serial " + signer.serial().toString(16) + ", which is revoked");
    }
    return null;
  }

  private Rejection fail(RejectReason reason, String found) {
    return new Rejection(reason, reasons.document() + " issuer chain " + found);
  }
}
