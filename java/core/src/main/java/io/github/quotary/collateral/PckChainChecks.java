package io.github.quotary.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.Crl;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code pck_chain}: the quote's own certificates and both revocation lists, in the order of
 * Intel's QVL ({@code sgxAttestationVerifyPCKCertificate}). Dates are not part of it: they never
 * reject.
 */
final class PckChainChecks {
  private static final String NO_INTERMEDIATE =
      "No certificate between PCK and root has CA in its common name";
  private static final String NO_PCK = "No certificate has SGX PCK Certificate in its common name";

  /**
   * Every check. One that concerns issuers is given these only, so it cannot look at the leaf. The
   * first six, names and signatures, need no collateral.
   */
  private static final List<Row> ROWS =
      List.of(
          Row.issuers(RejectReason.PCK_CHAIN_ROOT_MISSING, PckIssuerChecks::rootName),
          Row.issuers(
              RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING,
              c -> c.intermediate() != null ? null : Problem.of(NO_INTERMEDIATE)),
          Row.leaf(
              RejectReason.PCK_CHAIN_PCK_MISSING, c -> c.pck != null ? null : Problem.of(NO_PCK)),
          Row.issuers(
              RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER, c -> c.issuer(c.root(), c.root())),
          Row.issuers(
              RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
              c -> c.issuer(c.intermediate(), c.root())),
          Row.leaf(
              RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER,
              c -> c.issuers.issuer(c.leaf(), c.issuers.intermediate())),
          Row.issuers(
              RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
              c -> c.crlIssuer(c.rootCrl(), c.root())),
          Row.issuers(
              RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
              c -> c.crlExtensions(c.rootCrl())),
          Row.issuers(
              RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
              c -> c.crlSignature(c.rootCrl(), c.root())),
          Row.issuers(
              RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
              c -> c.crlIssuer(c.pckCrl(), c.intermediate())),
          Row.issuers(
              RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS, c -> c.crlExtensions(c.pckCrl())),
          Row.issuers(
              RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
              c -> c.crlSignature(c.pckCrl(), c.intermediate())),
          Row.issuers(
              RejectReason.PCK_CHAIN_INTERMEDIATE_REVOKED,
              c -> c.revocation(c.rootCrl(), c.intermediate())),
          Row.leaf(
              RejectReason.PCK_CHAIN_PCK_REVOKED,
              c -> c.issuers.revocation(c.issuers.pckCrl(), c.leaf())),
          Row.issuers(
              RejectReason.PCK_CHAIN_ROOT_REVOKED, c -> c.revocation(c.rootCrl(), c.root())));

  static final CheckList<PckChainChecks> CHECKS = list(row -> true);

  private static final CheckList<PckChainChecks> SIGNATURES = list(Row::isOfSignatures);
  private static final CheckList<PckChainChecks> LEAF_SIGNATURE =
      list(row -> row.isOfSignatures() && row.concernsLeaf());

  /** What is left of them for a chain that is signed. */
  private static final CheckList<PckChainChecks> LISTS = list(row -> !row.isOfSignatures());

  /** What is left of them where root and intermediate passed all others before. */
  static final CheckList<PckChainChecks> LEAF_CHECKS = list(Row::concernsLeaf);

  private static final CheckList<PckChainChecks> LEAF_LISTS =
      list(row -> !row.isOfSignatures() && row.concernsLeaf());

  private final PckIssuerChecks issuers;
  private final @Nullable PckCertificate pck;

  PckChainChecks(
      AnchoredPckChain anchored, @Nullable Crl rootCrl, @Nullable Crl pckCrl, EcdsaP256 engine) {
    PckChain chain = anchored.chain();
    this.issuers =
        new PckIssuerChecks(
            chain.root().orElse(null),
            chain.intermediate().orElse(null),
            rootCrl,
            pckCrl,
            anchored.anchor(),
            engine);
    this.pck = chain.pck().orElse(null);
  }

  /** The chain, if names and signatures lead to its PCK certificate. */
  static Outcome<AnchoredPckChain> signed(AnchoredPckChain chain, EcdsaP256 engine) {
    PckChainChecks checks = new PckChainChecks(chain, null, null, engine);
    Rejection rejection = SIGNATURES.first(checks);
    X509Cert intermediate = checks.issuers.intermediate();
    if (rejection != null) {
      return new Outcome.Failed<>(rejection);
    }
    return intermediate == null
        ? Outcome.failed(RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING, NO_INTERMEDIATE)
        : Outcome.passed(chain.asSigned(intermediate));
  }

  /** The same for a chain of these issuers. */
  static Outcome<AnchoredPckChain> signedBy(
      AnchoredPckChain chain, AnchoredPckChain.Issuers issuers, EcdsaP256 engine) {
    Rejection rejection = LEAF_SIGNATURE.first(new PckChainChecks(chain, null, null, engine));
    return rejection != null
        ? new Outcome.Failed<>(rejection)
        : Outcome.passed(chain.asSigned(issuers));
  }

  /** The chain, if it passes every check under this collateral; or the first that fails. */
  static Outcome<TrustedPckChain> trust(
      AnchoredPckChain chain, TrustedCollateral collateral, EcdsaP256 engine) {
    PckChainChecks checks = of(chain, collateral.parsed(), engine);
    Rejection rejection = checks.reject(of(chain), chain, collateral.parsed());
    if (rejection == null) {
      rejection = SameRootChecks.reject(chain, collateral.parsed());
    }
    return rejection != null ? new Outcome.Failed<>(rejection) : checks.passed(chain, collateral);
  }

  /** The same where the collateral's signers are not checked yet; Intel checks the chain first. */
  static Outcome<TrustedPckChain> trust(
      AnchoredPckChain chain, ParsedCollateral parsed, EcdsaP256 engine) {
    PckChainChecks checks = of(chain, parsed, engine);
    Rejection rejection = checks.reject(of(chain), chain, parsed);
    if (rejection != null) {
      return new Outcome.Failed<>(rejection);
    }
    Outcome<TrustedCollateral> trusted = parsed.trust(chain.anchor(), engine);
    rejection = Rejection.first(trusted.rejectionOrNull(), SameRootChecks.reject(chain, parsed));
    return rejection != null
        ? new Outcome.Failed<>(rejection)
        : trusted.then(collateral -> checks.passed(chain, collateral));
  }

  /** The same for a chain of these issuers: only what concerns its PCK certificate is left. */
  static Outcome<TrustedPckChain> trustLeaf(
      AnchoredPckChain chain, TrustedIssuers issuers, EcdsaP256 engine) {
    ParsedCollateral parsed = issuers.collateral().parsed();
    PckChainChecks checks = of(chain, parsed, engine);
    Rejection rejection = checks.reject(chain.isSigned() ? LEAF_LISTS : LEAF_CHECKS, chain, parsed);
    return rejection != null ? new Outcome.Failed<>(rejection) : checks.passed(chain, issuers);
  }

  private static PckChainChecks of(
      AnchoredPckChain chain, ParsedCollateral parsed, EcdsaP256 engine) {
    return new PckChainChecks(chain, parsed.rootCrl(), parsed.pckCrl(), engine);
  }

  private static CheckList<PckChainChecks> of(AnchoredPckChain chain) {
    return chain.isSigned() ? LISTS : CHECKS;
  }

  private @Nullable Rejection reject(
      CheckList<PckChainChecks> checks, AnchoredPckChain chain, ParsedCollateral parsed) {
    Rejection rejection = parsed.checkDates(chain.chain());
    return rejection != null ? rejection : checks.first(this);
  }

  private Outcome<TrustedPckChain> passed(AnchoredPckChain chain, TrustedCollateral collateral) {
    X509Cert intermediate = issuers.intermediate();
    return intermediate == null
        ? Outcome.failed(RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING, NO_INTERMEDIATE)
        : passed(chain, new TrustedIssuers(chain.root(), intermediate, collateral));
  }

  private Outcome<TrustedPckChain> passed(AnchoredPckChain chain, TrustedIssuers trusted) {
    return pck == null
        ? Outcome.failed(RejectReason.PCK_CHAIN_PCK_MISSING, NO_PCK)
        : Outcome.passed(
            new TrustedPckChain(
                chain.asSigned(trusted.intermediate()),
                trusted,
                pck,
                trusted.collateral().parsed().validityWith(chain.chain())));
  }

  private @Nullable X509Cert leaf() {
    return pck == null ? null : pck.certificate();
  }

  private static CheckList<PckChainChecks> list(Predicate<Row> wanted) {
    CheckList.Builder<PckChainChecks> list = CheckList.builder();
    ROWS.stream().filter(wanted).forEach(row -> list.add(row.reason, row.test));
    return list.build();
  }

  /**
   * One check.
   *
   * @param concernsLeaf whether it can tell chains of the same issuers apart
   */
  private record Row(
      RejectReason reason, CheckList.Test<PckChainChecks> test, boolean concernsLeaf) {
    private static final Set<RejectReason> SIGNATURES =
        EnumSet.range(
            RejectReason.PCK_CHAIN_ROOT_MISSING, RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER);

    /** Whether it is about names and signatures of certificates, not about revocation lists. */
    boolean isOfSignatures() {
      return SIGNATURES.contains(reason);
    }

    static Row issuers(RejectReason reason, CheckList.Test<PckIssuerChecks> test) {
      return new Row(reason, checks -> test.test(checks.issuers), false);
    }

    static Row leaf(RejectReason reason, CheckList.Test<PckChainChecks> test) {
      return new Row(reason, test, true);
    }
  }
}
