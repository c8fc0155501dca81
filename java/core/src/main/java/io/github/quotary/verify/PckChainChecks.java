package io.github.quotary.verify;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code pck_chain}: the quote's own certificates and both revocation lists, in the order of
 * Intel's QVL ({@code sgxAttestationVerifyPCKCertificate}). Dates are no part of it: they never
 * reject.
 */
final class PckChainChecks {
  private static final String ROOT_NAME = "SGX Root CA";

  private final PckChain chain;
  private final Crl rootCrl;
  private final Crl pckCrl;
  private final EcdsaP256 engine;

  PckChainChecks(PckChain chain, Crl rootCrl, Crl pckCrl, EcdsaP256 engine) {
    this.chain = chain;
    this.rootCrl = rootCrl;
    this.pckCrl = pckCrl;
    this.engine = engine;
  }

  /** The first check that fails, or null. */
  @Nullable Rejection check() {
    X509Cert root = chain.root().orElse(null);
    if (root == null || !root.subject().commonName().contains(ROOT_NAME)) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_MISSING,
          root == null ? "No certificate is self-issued" : "The root is named " + root.subject());
    }
    X509Cert intermediate = chain.intermediate().orElse(null);
    if (intermediate == null) {
      return fail(
          RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING, "No intermediate certificate is named a CA");
    }
    if (chain.pck().isEmpty()) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_MISSING, "No certificate is named an SGX PCK Certificate");
    }
    X509Cert pck = chain.pck().get().certificate();
    Rejection rejection = checkIssuers(root, intermediate, pck);
    if (rejection == null) {
      rejection = checkRootCrl(root);
    }
    if (rejection == null) {
      rejection = checkPckCrl(intermediate);
    }
    return rejection != null ? rejection : checkRevocation(root, intermediate, pck);
  }

  private @Nullable Rejection checkIssuers(X509Cert root, X509Cert intermediate, X509Cert pck) {
    if (!root.isSignedBy(root, engine)) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, "The root is not signed by its own key");
    }
    if (!intermediate.isIssuedBy(root) || !intermediate.isSignedBy(root, engine)) {
      return fail(
          RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
          issuer("The intermediate certificate", intermediate, root));
    }
    if (!pck.isIssuedBy(intermediate) || !pck.isSignedBy(intermediate, engine)) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER,
          issuer("The PCK certificate", pck, intermediate));
    }
    return null;
  }

  private static String issuer(String what, X509Cert certificate, X509Cert issuer) {
    return certificate.isIssuedBy(issuer)
        ? what + " is not signed by the key of " + issuer.subject()
        : what + " names the issuer " + certificate.issuer() + ", not " + issuer.subject();
  }

  private @Nullable Rejection checkRootCrl(X509Cert root) {
    if (!rootCrl.isIssuedBy(root)) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
          "The root CA CRL is by " + rootCrl.issuer() + ", not by " + root.subject());
    }
    if (!rootCrl.hasAuthorityKeyIdentifier()) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
          "The root CA CRL has no authority key identifier");
    }
    if (!rootCrl.isSignedBy(root, engine)) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
          "The root CA CRL is not signed by the quote's root");
    }
    return null;
  }

  private @Nullable Rejection checkPckCrl(X509Cert intermediate) {
    if (!pckCrl.isIssuedBy(intermediate)) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
          "The PCK CRL is by " + pckCrl.issuer() + ", not by " + intermediate.subject());
    }
    if (!pckCrl.hasAuthorityKeyIdentifier()) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS,
          "The PCK CRL has no authority key identifier");
    }
    if (!pckCrl.isSignedBy(intermediate, engine)) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
          "The PCK CRL is not signed by the quote's intermediate CA");
    }
    return null;
  }

  private @Nullable Rejection checkRevocation(X509Cert root, X509Cert intermediate, X509Cert pck) {
    if (rootCrl.revokes(intermediate)) {
      return fail(
          RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED,
          "The root CA CRL lists serial " + serial(intermediate) + " of " + intermediate.subject());
    }
    if (pckCrl.revokes(pck)) {
      return fail(
          RejectReason.PCK_CHAIN_PCK_REVOKED,
          "The PCK CRL lists serial " + serial(pck) + " of the PCK certificate");
    }
    if (rootCrl.revokes(root)) {
      return fail(
          RejectReason.PCK_CHAIN_ROOT_REVOKED,
          "The root CA CRL lists serial " + serial(root) + " of the root itself");
    }
    return null;
  }

  private static String serial(X509Cert certificate) {
    return certificate.serial().toString(16);
  }

  private static Rejection fail(RejectReason reason, String detail) {
    return new Rejection(reason, detail);
  }
}
