package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What makes a revocation list that of a certificate of its issuer chain, in the order of Intel's
 * QVL. Whether the certificate itself is trusted is not looked at here, nor are dates.
 */
final class CrlChecks {
  /** The root CA's list, and that it does not name the root itself. */
  static final CheckList<CrlChecks> ROOT_CRL =
      CheckList.<CrlChecks>builder()
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER, CrlChecks::issuer)
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS, CrlChecks::extensions)
          .add(RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE, CrlChecks::signature)
          .add(RejectReason.PCK_CHAIN_ROOT_REVOKED, CrlChecks::revocation)
          .build();

  static final CheckList<CrlChecks> PCK_CRL =
      CheckList.<CrlChecks>builder()
          .add(RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER, CrlChecks::issuer)
          .add(RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS, CrlChecks::extensions)
          .add(RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE, CrlChecks::signature)
          .build();

  private final String name;
  private final @Nullable Crl crl;
  private final String issuerPart;
  private final @Nullable X509Cert issuer;
  private final EcdsaP256 engine;

  private CrlChecks(
      String name,
      @Nullable Crl crl,
      String issuerPart,
      @Nullable X509Cert issuer,
      EcdsaP256 engine) {
    this.name = name;
    this.crl = crl;
    this.issuerPart = issuerPart;
    this.issuer = issuer;
    this.engine = engine;
  }

  static CrlChecks ofRootCrl(@Nullable Crl crl, @Nullable X509Cert root, EcdsaP256 engine) {
    return new CrlChecks("root CA CRL", crl, "root", root, engine);
  }

  static CrlChecks ofPckCrl(@Nullable Crl crl, @Nullable X509Cert signer, EcdsaP256 engine) {
    return new CrlChecks("PCK CRL", crl, "signer", signer, engine);
  }

  @Nullable Problem issuer() {
    if (issuer == null || crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.isIssuedBy(issuer)
        ? null
        : Problem.mismatch(
            "Issuer", issuer.subject(), "the chain's " + issuerPart, crl.issuer(), "the " + name);
  }

  @Nullable Problem extensions() {
    if (crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.hasAuthorityKeyIdentifier()
        ? null
        : Problem.of("The " + name + " names no authority key");
  }

  @Nullable Problem signature() {
    if (issuer == null || crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.isSignedBy(issuer, engine)
        ? null
        : Problem.of("The " + name + " is not signed by the issuer chain's " + issuerPart);
  }

  private @Nullable Problem revocation() {
    if (issuer == null || crl == null) {
      return Problem.NOT_EVALUATED;
    }
    return crl.revokes(issuer)
        ? Problem.of(
            "The " + name + " names the serial of its own issuer, " + issuer.serial().toString(16))
        : null;
  }
}
