package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedIssuers;
import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;

/**
 * The one way that data takes: quote → PCK chain → trusted collateral → TCB evaluation → verdict.
 *
 * <p>Intel parses every document before it trusts any, and checks the quote's chain before the
 * documents' signers. Steps here are made in the order that is natural; the reported reason is the
 * first in Intel's order, which is that of {@link RejectReason}.
 *
 * <p>For one verification, or for those of a chunk; not thread-safe.
 */
final class StraightLine {
  private final VerifierCache cache;
  private final Preparation preparation;
  private final EcdsaP256 engine;
  private final PlatformLine platformLine;

  /**
   * The line.
   *
   * @param preparation parses
   * @param engine may know answers already
   */
  StraightLine(VerifierCache cache, Preparation preparation, EcdsaP256 engine) {
    this.cache = cache;
    this.preparation = preparation;
    this.engine = engine;
    this.platformLine = new PlatformLine(engine);
  }

  /** The whole way of a quote whose certification data is a PCK chain. */
  VerificationResult verify(
      OwnedQuote owned, Collateral collateral, Instant at, VerificationContext context) {
    CachedCollateral statements = cache.find(collateral);
    if (statements == null) {
      return verifyWithNew(owned, collateral, at, context);
    }
    CachedPlatform platform = cache.find(statements, owned.quote());
    return platform == null
        ? verifyNew(owned, statements, at, context)
        : platformLine.verifyAnew(platform, owned, at, context);
  }

  /** Collateral that was not met before, or was not good then. */
  private VerificationResult verifyWithNew(
      OwnedQuote owned, Collateral collateral, Instant at, VerificationContext context) {
    Quote quote = owned.quote();
    return Outcome.both(
            preparation.collateral(collateral),
            preparation.chain(quote.signatureData()),
            this::trust)
        .fold(
            chain -> {
              CachedCollateral statements = new CachedCollateral(collateral, chain.collateral());
              addIssuers(statements, chain);
              cache.put(collateral, statements);
              return judge(owned, chain, statements, at, context);
            },
            rejection -> new Rejected(rejection, quote, at, context));
  }

  private Outcome<TrustedPckChain> trust(ParsedCollateral parsed, AnchoredPckChain chain) {
    return parsed.trust(chain, engine);
  }

  /** A platform that was not met before under collateral that was. */
  private VerificationResult verifyNew(
      OwnedQuote owned, CachedCollateral statements, Instant at, VerificationContext context) {
    Quote quote = owned.quote();
    CachedChain known = cache.findChain(quote.signatureData());
    TrustedPckChain proved = known == null ? null : known.under(statements.trusted());
    if (proved != null) {
      proved.pck().certificate().publicKey().ifPresent(engine::preparationHint);
      return judge(owned, proved, statements, at, context);
    }
    return preparation
        .chain(quote.signatureData())
        .then(chain -> trust(chain, statements))
        .fold(
            chain -> judge(owned, chain, statements, at, context),
            rejection -> new Rejected(rejection, quote, at, context));
  }

  private Outcome<TrustedPckChain> trust(AnchoredPckChain chain, CachedCollateral statements) {
    TrustedIssuers issuers = statements.issuersOf(chain);
    if (issuers != null) {
      return issuers.trust(chain, engine);
    }
    Outcome<TrustedPckChain> trusted = statements.trusted().trust(chain, engine);
    trusted.toOptional().ifPresent(found -> addIssuers(statements, found));
    return trusted;
  }

  private void addIssuers(CachedCollateral statements, TrustedPckChain chain) {
    cache.addCertificates(chain);
    statements.add(chain.issuers());
  }

  private VerificationResult judge(
      OwnedQuote owned,
      TrustedPckChain chain,
      CachedCollateral statements,
      Instant at,
      VerificationContext context) {
    return QuoteChecks.attest(owned.quote(), chain, engine)
        .fold(
            key -> judge(owned, chain, key, statements, at, context),
            rejection -> new Rejected(rejection, owned.quote(), at, context));
  }

  private VerificationResult judge(
      OwnedQuote owned,
      TrustedPckChain chain,
      P256PublicKey attestationKey,
      CachedCollateral statements,
      Instant at,
      VerificationContext context) {
    CachedPlatform platform =
        new CachedPlatform(
            owned,
            cache.chain(owned.quote().signatureData(), chain.anchored()),
            chain,
            attestationKey);
    VerificationResult result = platformLine.judge(platform, owned, at, context);
    if (result instanceof Verified) {
      cache.put(statements, platform);
      hintIssuerKeys(chain);
    }
    return result;
  }

  /** Keys of which more signatures are to be expected, since Intel uses them for many platforms. */
  private void hintIssuerKeys(TrustedPckChain chain) {
    chain.root().publicKey().ifPresent(engine::preparationHint);
    chain.issuers().intermediate().publicKey().ifPresent(engine::preparationHint);
    chain
        .collateral()
        .tcbInfoChain()
        .signer()
        .flatMap(X509Cert::publicKey)
        .ifPresent(engine::preparationHint);
  }
}
