package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a quote's chain ask of certificates and revocation lists, and what those know
 * that concern the issuers only: everything but the PCK certificate.
 *
 * @param root the self-issued certificate
 * @param intermediate the Processor or Platform CA
 * @param rootCrl the root's revocation list
 * @param pckCrl the intermediate CA's revocation list
 * @param anchor knows of one root that it is signed by itself
 * @param engine verifies the signatures
 */
record PckIssuerChecks(
    @Nullable X509Cert root,
    @Nullable X509Cert intermediate,
    @Nullable Crl rootCrl,
    @Nullable Crl pckCrl,
    TrustAnchor anchor,
    EcdsaP256 engine) {
  private static final String ROOT_NAME = "SGX Root CA";

  @Nullable Problem rootName() {
    if (root == null) {
      return Problem.of("No certificate of the quote's chain is self-issued");
    }
    return root.subject().commonName().contains(ROOT_NAME)
        ? null
        : Problem.of("The quote's root is named " + root.subject() + ", not an " + ROOT_NAME);
  }

  @Nullable Problem issuer(@Nullable X509Cert certificate, @Nullable X509Cert issuer) {
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
    boolean signed =
        certificate == issuer
            ? anchor.isSelfSigned(certificate, engine)
            : certificate.isSignedBy(issuer, engine);
    return signed
        ? null
        : Problem.of(
            certificate.subject().commonName()
                + " is not signed by the key of "
                + issuer.subject().commonName());
  }

  @Nullable Problem crlIssuer(@Nullable Crl crl, @Nullable X509Cert issuer) {
    if (crl == null || issuer == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.isIssuedBy(issuer)
        ? null
        : Problem.mismatch(
            "Issuer", issuer.subject(), "the quote's chain", crl.issuer(), "the revocation list");
  }

  @Nullable Problem crlExtensions(@Nullable Crl crl) {
    if (crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.hasAuthorityKeyIdentifier()
        ? null
        : Problem.of("The revocation list of " + crl.issuer() + " names no authority key");
  }

  @Nullable Problem crlSignature(@Nullable Crl crl, @Nullable X509Cert issuer) {
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

  @Nullable Problem revocation(@Nullable Crl crl, @Nullable X509Cert certificate) {
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
