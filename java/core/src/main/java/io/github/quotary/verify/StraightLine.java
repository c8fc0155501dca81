package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.policy.Policy;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.CheckList;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way that data takes: quote → PCK chain → trusted collateral → TCB evaluation → verdict.
 *
 * <p>Intel parses every document before it trusts any, and checks the quote's chain before the
 * documents' signers. Steps here are made in the order that is natural; the reported reason is the
 * first in Intel's order, which is that of {@link RejectReason}.
 */
final class StraightLine {
  private final TrustAnchor trustAnchor;
  private final EcdsaP256 engine;
  private final Kept kept;
  private final PlatformLine platformLine;

  StraightLine(
      TrustAnchor trustAnchor,
      QvlGeneration generation,
      Policy policy,
      EcdsaP256 engine,
      Kept kept) {
    this.trustAnchor = trustAnchor;
    this.engine = engine;
    this.kept = kept;
    this.platformLine = new PlatformLine(generation, policy, engine);
  }

  /** The quote's chain, parsed, with a root that carries the anchor's key. */
  static Outcome<PckChain> parseChain(
      Quote quote, TrustAnchor trustAnchor, KnownCertificates known) {
    PckChain chain;
    try {
      chain = PckChain.parse(quote.signatureData().certificationData().data(), known);
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
    if (!trustAnchor.matches(root)) {
      return Outcome.failed(
          RejectReason.ROOT_KEY_NOT_TRUSTED,
          "The root " + root.subject() + " has another key than " + trustAnchor.name());
    }
    return Outcome.passed(chain);
  }

  /**
   * What collateral for this quote is asked for by; empty for a chain that names no CA of Intel.
   */
  static Optional<CollateralKey> collateralKey(Quote quote, PckChain chain) {
    return chain
        .pck()
        .flatMap(
            pck -> chain.caType().map(ca -> new CollateralKey(pck.fmspc(), ca, quote.teeType())));
  }

  /** The quote's chain; as it was parsed before, if it was found good then. */
  Outcome<PckChain> parseChain(Quote quote) {
    KeptChain known = kept.findChain(quote.signatureData());
    return known != null
        ? Outcome.passed(known.chain())
        : parseChain(quote, trustAnchor, kept.certificates());
  }

  /** The verdict on a quote whose certification data is a PCK chain. */
  VerificationResult verify(Quote quote, Collateral collateral, Instant at) {
    KeptCollateral statements = find(collateral);
    KeptPlatform platform = statements == null ? null : find(statements, quote);
    return platform == null
        ? verifyUnknown(quote, collateral, statements, at)
        : platformLine.verify(platform, quote, at);
  }

  /** The collateral of exactly these bytes, if it was found good before. */
  @Nullable KeptCollateral find(Collateral collateral) {
    return kept.find(collateral);
  }

  /** The quote's platform, if it was verified before under this collateral. */
  @Nullable KeptPlatform find(KeptCollateral statements, Quote quote) {
    return kept.find(statements, quote);
  }

  /** The rest of the line for quotes of known platforms. */
  PlatformLine platformLine() {
    return platformLine;
  }

  /** The verdict on a quote of a platform that is not known. */
  VerificationResult verifyUnknown(
      Quote quote, Collateral collateral, @Nullable KeptCollateral statements, Instant at) {
    return statements == null
        ? verifyWithNew(quote, collateral, at)
        : verifyNew(quote, statements, at);
  }

  /** Collateral that was not met before, or was not good then. */
  private VerificationResult verifyWithNew(Quote quote, Collateral collateral, Instant at) {
    KnownCertificates known = kept.certificates();
    Outcome<ParsedCollateral> documents = ParsedCollateral.parse(collateral, known);
    Outcome<PckChain> parsedChain = parseChain(quote, trustAnchor, known);
    Rejection rejection =
        Rejection.first(documents.rejectionOrNull(), parsedChain.rejectionOrNull());
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    PckChain chain = parsedChain.orElseThrow();
    ParsedCollateral parsed = documents.orElseThrow();
    EcdsaP256 once = engine.once(any -> askAll(chain, parsed, any));
    rejection = checkChain(PckChainChecks.CHECKS, chain, parsed, once);
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    Outcome<TrustedCollateral> trusted = parsed.trust(trustAnchor, once);
    rejection = Rejection.first(trusted.rejectionOrNull(), checkSameRoot(chain, parsed));
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    KeptCollateral statements = new KeptCollateral(collateral, parsed, trusted.orElseThrow());
    kept.keep(statements);
    addGoodIssuers(statements, chain);
    return judge(quote, chain, statements, once, at);
  }

  /** Asks for every signature by a key of Intel's that new collateral and a chain have. */
  private void askAll(PckChain chain, ParsedCollateral parsed, EcdsaP256 any) {
    checkChain(PckChainChecks.CHECKS, chain, parsed, any);
    parsed.trust(trustAnchor, any);
  }

  /** A platform that was not met before under collateral that was. */
  private VerificationResult verifyNew(Quote quote, KeptCollateral statements, Instant at) {
    KeptChain known = kept.findChain(quote.signatureData());
    if (known != null && known.isProvedUnder(statements)) {
      known.chain().pck().flatMap(pck -> pck.certificate().publicKey()).ifPresent(engine::vouch);
      return judge(quote, known.chain(), statements, engine, at);
    }
    Outcome<PckChain> parsedChain =
        known != null
            ? Outcome.passed(known.chain())
            : parseChain(quote, trustAnchor, kept.certificates());
    Rejection rejection = parsedChain.rejectionOrNull();
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    PckChain chain = parsedChain.orElseThrow();
    rejection =
        statements.hasGoodIssuers(chain)
            ? checkChain(PckChainChecks.LEAF_CHECKS, chain, statements.parsed(), engine)
            : checkIssuersAndLeaf(chain, statements);
    return rejection != null
        ? new Rejected(rejection, quote)
        : judge(quote, chain, statements, engine, at);
  }

  private @Nullable Rejection checkIssuersAndLeaf(PckChain chain, KeptCollateral statements) {
    Rejection rejection =
        checkChain(PckChainChecks.CHECKS, chain, statements.parsed(), engine.once());
    if (rejection == null) {
      rejection = checkSameRoot(chain, statements.parsed());
    }
    if (rejection == null) {
      addGoodIssuers(statements, chain);
    }
    return rejection;
  }

  private void addGoodIssuers(KeptCollateral statements, PckChain chain) {
    kept.keepCertificates(chain);
    statements.addGoodIssuers(chain);
  }

  private @Nullable Rejection checkChain(
      CheckList<PckChainChecks> checks,
      PckChain chain,
      ParsedCollateral parsed,
      EcdsaP256 signatures) {
    Rejection rejection = checkDates(parsed.validityWith(Validity.of(chain)));
    return rejection != null
        ? rejection
        : checks.first(new PckChainChecks(chain, parsed.rootCrl(), parsed.pckCrl(), signatures));
  }

  private static @Nullable Rejection checkSameRoot(PckChain chain, ParsedCollateral parsed) {
    return SameRootChecks.CHECKS.first(
        new SameRootChecks(chain, parsed.tcbInfoChain(), parsed.qeIdentityChain()));
  }

  private VerificationResult judge(
      Quote quote, PckChain chain, KeptCollateral statements, EcdsaP256 signatures, Instant at) {
    TrustedCollateral collateral = statements.trusted();
    PckCertificate pck = chain.pck().orElseThrow();
    Rejection rejection =
        QuoteChecks.CHECKS.first(new QuoteChecks(quote, pck, collateral, signatures));
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    KeptPlatform platform =
        new KeptPlatform(
            statements,
            quote,
            kept.chain(quote.signatureData(), chain),
            P256PublicKey.ofRaw(quote.signatureData().attestationKey()).orElseThrow(),
            statements.parsed().validityWith(Validity.of(chain)));
    VerificationResult result = platformLine.judge(platform, quote, at);
    if (result instanceof Verified) {
      kept.keep(platform);
      vouchForIssuers(chain, statements.parsed());
    }
    return result;
  }

  /** Keys of which more signatures are to be expected, since Intel uses them for many platforms. */
  private void vouchForIssuers(PckChain chain, ParsedCollateral parsed) {
    chain.root().flatMap(X509Cert::publicKey).ifPresent(engine::vouch);
    chain.intermediate().flatMap(X509Cert::publicKey).ifPresent(engine::vouch);
    parsed.tcbInfoChain().signer().flatMap(X509Cert::publicKey).ifPresent(engine::vouch);
  }

  /** Intel's DCAP library takes the epoch for a date that could not be read. */
  static @Nullable Rejection checkDates(Validity validity) {
    boolean epoch =
        validity.earliestIssue().equals(Instant.EPOCH)
            || validity.latestIssue().equals(Instant.EPOCH)
            || validity.earliestExpiration().equals(Instant.EPOCH);
    return epoch
        ? Rejection.of(
            RejectReason.DATE_UNEXPECTED, "A date of the collateral is 1970-01-01T00:00:00Z")
        : null;
  }
}
