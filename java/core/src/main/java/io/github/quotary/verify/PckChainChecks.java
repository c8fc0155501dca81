package io.github.quotary.verify;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code pck_chain}: the quote's own certificates and both revocation lists, in the order of
 * Intel's QVL ({@code sgxAttestationVerifyPCKCertificate}). Dates are no part of it: they never
 * reject.
 */
final class PckChainChecks {
  static final CheckList<PckChainChecks> CHECKS =
      CheckList.<PckChainChecks>builder()
          .add(RejectReason.PCK_CHAIN_ROOT_MISSING, PckChainChecks::rootName)
          .add(RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING, PckChainChecks::intermediatePresence)
          .add(RejectReason.PCK_CHAIN_PCK_MISSING, PckChainChecks::pckPresence)
          .add(RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, c -> c.issuer(c.root, c.root))
          .add(
              RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
              c -> c.issuer(c.intermediate, c.root))
          .add(RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER, c -> c.issuer(c.pck, c.intermediate))
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER, c -> crlIssuer(c.rootCrl, c.root))
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS, c -> crlExtensions(c.rootCrl))
          .add(
              RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
              c -> c.crlSignature(c.rootCrl, c.root))
          .add(
              RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
              c -> crlIssuer(c.pckCrl, c.intermediate))
          .add(RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS, c -> crlExtensions(c.pckCrl))
          .add(
              RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
              c -> c.crlSignature(c.pckCrl, c.intermediate))
          .add(
              RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED,
              c -> revocation(c.rootCrl, c.intermediate))
          .add(RejectReason.PCK_CHAIN_PCK_REVOKED, c -> revocation(c.pckCrl, c.pck))
          .add(RejectReason.PCK_CHAIN_ROOT_REVOKED, c -> revocation(c.rootCrl, c.root))
          .build();

  /** What is left of them where root and intermediate passed all others before. */
  static final CheckList<PckChainChecks> LEAF_CHECKS =
      CheckList.<PckChainChecks>builder()
          .add(RejectReason.PCK_CHAIN_PCK_MISSING, PckChainChecks::pckPresence)
          .add(RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER, c -> c.issuer(c.pck, c.intermediate))
          .add(RejectReason.PCK_CHAIN_PCK_REVOKED, c -> revocation(c.pckCrl, c.pck))
          .build();

  private static final String ROOT_NAME = "SGX Root CA";

  private final @Nullable X509Cert root;
  private final @Nullable X509Cert intermediate;
  private final @Nullable X509Cert pck;
  private final @Nullable Crl rootCrl;
  private final @Nullable Crl pckCrl;
  private final EcdsaP256 engine;

  PckChainChecks(PckChain chain, @Nullable Crl rootCrl, @Nullable Crl pckCrl, EcdsaP256 engine) {
    this.root = chain.root().orElse(null);
    this.intermediate = chain.intermediate().orElse(null);
    this.pck = chain.pck().map(PckCertificate::certificate).orElse(null);
    this.rootCrl = rootCrl;
    this.pckCrl = pckCrl;
    this.engine = engine;
  }

  private @Nullable Problem rootName() {
    if (root == null) {
      return Problem.of("No certificate of the quote's chain is self-issued");
    }
    return root.subject().commonName().contains(ROOT_NAME)
        ? null
        : Problem.of("The quote's root is named " + root.subject() + ", not an " + ROOT_NAME);
  }

  private @Nullable Problem intermediatePresence() {
    return intermediate != null
        ? null
        : Problem.of("No certificate between PCK and root has CA in its common name");
  }

  private @Nullable Problem pckPresence() {
    return pck != null
        ? null
        : Problem.of("No certificate has SGX PCK Certificate in its common name");
  }

  private @Nullable Problem issuer(@Nullable X509Cert certificate, @Nullable X509Cert issuer) {
    if (certificate == null || issuer == null) {
      return Problem.NOT_EVALUATED;
    }
    if (!certificate.isIssuedBy(issuer)) {
      return Problem.mismatch(
          "Issuer of " + certificate.subject().commonName(),
          issuer.subject(),
          "the certificate above it",
          certificate.issuer(),
          "the quote's chain");
    }
    return certificate.isSignedBy(issuer, engine)
        ? null
        : Problem.of(
            certificate.subject().commonName()
                + " is not signed by the key of "
                + issuer.subject().commonName());
  }

  private static @Nullable Problem crlIssuer(@Nullable Crl crl, @Nullable X509Cert issuer) {
    if (crl == null || issuer == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.isIssuedBy(issuer)
        ? null
        : Problem.mismatch(
            "Issuer", issuer.subject(), "the quote's chain", crl.issuer(), "the revocation list");
  }

  private static @Nullable Problem crlExtensions(@Nullable Crl crl) {
    if (crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.hasAuthorityKeyIdentifier()
        ? null
        : Problem.of("The revocation list of " + crl.issuer() + " names no authority key");
  }

  private @Nullable Problem crlSignature(@Nullable Crl crl, @Nullable X509Cert issuer) {
    if (crl == null || issuer == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.isSignedBy(issuer, engine)
        ? null
        : Problem.of(
            "The revocation list of "
                + crl.issuer()
                + " is not signed by the key of that name in the quote's chain");
  }

  private static @Nullable Problem revocation(@Nullable Crl crl, @Nullable X509Cert certificate) {
    if (crl == null || certificate == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.revokes(certificate)
        ? Problem.of(
            "The revocation list of "
                + crl.issuer()
                + " names serial "
                + certificate.serial().toString(16)
                + ": "
                + certificate.subject().commonName())
        : null;
  }
}
