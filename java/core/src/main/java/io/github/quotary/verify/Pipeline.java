package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a quote to its verdict. Bytes that belong to the caller are good enough to
 * recognise a quote of a known platform and to check its signature; everything else is done with a
 * copy of them, so that bytes that change meanwhile can neither mislead a check by showing it
 * another quote than the one before, nor get into the cache. Thread-safe.
 */
final class Pipeline {
  private final Arguments.Limits limits;
  private final EcdsaP256 engine;
  private final VerifierCache cache;
  private final CollateralSource source;
  private final TrustAnchor trustAnchor;
  private final PlatformLine platformLine;

  Pipeline(
      TrustAnchor trustAnchor,
      EcdsaP256 engine,
      Arguments.Limits limits,
      VerifierCache cache,
      CollateralSource source) {
    this.limits = limits;
    this.engine = engine;
    this.cache = cache;
    this.source = source;
    this.trustAnchor = trustAnchor;
    this.platformLine = new PlatformLine(engine);
  }

  private Pipeline(Pipeline other, CollateralSource source) {
    limits = other.limits;
    engine = other.engine;
    cache = other.cache;
    trustAnchor = other.trustAnchor;
    platformLine = other.platformLine;
    this.source = source;
  }

  /** The same with another source; the cache is shared. */
  Pipeline with(CollateralSource other) {
    return new Pipeline(this, other);
  }

  EcdsaP256 engine() {
    return engine;
  }

  VerifierCache cache() {
    return cache;
  }

  /** Intel's time has whole seconds. */
  static Instant seconds(Instant at) {
    return at.getNano() == 0 ? at : Instant.ofEpochSecond(at.getEpochSecond());
  }

  /** A copy of the quote, if arguments and structure are right. */
  Outcome<OwnedQuote> copyOf(ByteBuffer bytes, @Nullable Collateral collateral, Instant at) {
    return OwnedQuote.copyOf(bytes, collateral, at, limits);
  }

  /** A view on the caller's bytes, if arguments and structure are right. */
  Outcome<Quote> parse(ByteBuffer bytes, @Nullable Collateral collateral, Instant at) {
    Rejection fault = Arguments.check(bytes, collateral, at, limits);
    return fault != null ? new Outcome.Failed<>(fault) : Arguments.parse(bytes);
  }

  /**
   * The verdict on a quote that nobody else can change.
   *
   * @param given null to ask the source
   */
  VerificationResult verify(
      OwnedQuote owned, @Nullable Collateral given, Instant at, VerificationContext context) {
    Quote quote = owned.quote();
    Collateral collateral = given;
    if (collateral == null) {
      SourcedCollateral sourced = fromSource(quote, at, context);
      if (sourced instanceof SourcedCollateral.Missing missing) {
        return missing.verdict();
      }
      collateral = ((SourcedCollateral.Found) sourced).collateral();
    }
    SignatureAwaited awaited = recognise(quote, collateral);
    return awaited != null && quote.isSignedBy(awaited.key(), engine)
        ? platformLine.complete(awaited, quote, at, context)
        : verify(new Step.Unrecognised(owned, collateral), at, context);
  }

  /** The verdict on a quote that was not recognised; what it asks for is asked for at once. */
  VerificationResult verify(
      Step.Unrecognised unrecognised, Instant at, VerificationContext context) {
    try (CollateralFlights.Claims claims = cache.claims()) {
      claims.take(unrecognised.collateral());
      Preparation preparation = preparation();
      EcdsaP256 answers =
          engine.memoizing(
              batch ->
                  preparation.addSignatures(
                      unrecognised.owned().quote(), unrecognised.collateral(), batch));
      return new StraightLine(cache, preparation, answers)
          .verify(unrecognised.owned(), unrecognised.collateral(), at, context);
    }
  }

  /**
   * The same with an engine that knows the answers. The quote may have been of the same platform as
   * one before it, and so be recognised by now.
   *
   * @param preparation by which its signatures were collected
   */
  VerificationResult verify(
      Step.Unrecognised unrecognised,
      Preparation preparation,
      EcdsaP256 answers,
      Instant at,
      VerificationContext context) {
    OwnedQuote owned = unrecognised.owned();
    SignatureAwaited awaited = recognise(owned.quote(), unrecognised.collateral());
    return awaited != null && owned.quote().isSignedBy(awaited.key(), answers)
        ? platformLine.complete(awaited, owned.quote(), at, context)
        : new StraightLine(cache, preparation, answers)
            .verify(owned, unrecognised.collateral(), at, context);
  }

  /** For one verification, or for those of a chunk. */
  Preparation preparation() {
    return new Preparation(trustAnchor, cache);
  }

  /**
   * What is left of a quote of a platform that was verified before, under this collateral and with
   * these SVNs: its signature. Null for any other quote. Changes nothing, so that the bytes may be
   * anybody's.
   */
  private @Nullable SignatureAwaited recognise(Quote quote, Collateral collateral) {
    CachedCollateral statements = cache.find(collateral);
    CachedPlatform platform = statements == null ? null : cache.find(statements, quote);
    return platform == null ? null : platform.begin(quote);
  }

  /**
   * The way of a quote in the caller's bytes, up to the first signature that it asks for.
   *
   * @param bytes the quote's, to be copied for any other
   * @param given null to ask the source
   */
  Step begin(
      ByteBuffer bytes,
      Quote quote,
      @Nullable Collateral given,
      Instant at,
      VerificationContext context) {
    Collateral collateral = given;
    if (collateral == null) {
      SourcedCollateral sourced = fromSource(quote, at, context);
      if (sourced instanceof SourcedCollateral.Missing missing) {
        return new Step.Decided(missing.verdict());
      }
      collateral = ((SourcedCollateral.Found) sourced).collateral();
    }
    SignatureAwaited awaited = recognise(quote, collateral);
    if (awaited != null) {
      return awaited;
    }
    Outcome<OwnedQuote> copy = copyOf(bytes, collateral, at);
    return copy instanceof Outcome.Failed<OwnedQuote> failed
        ? new Step.Decided(new Rejected(failed.rejection(), null, at, context))
        : new Step.Unrecognised(copy.orElseThrow(), collateral);
  }

  /** The verdict on a quote that got so far, now that its signature was asked for. */
  VerificationResult complete(
      SignatureAwaited awaited,
      boolean signed,
      ByteBuffer bytes,
      Quote quote,
      @Nullable Collateral given,
      Instant at,
      VerificationContext context) {
    return signed
        ? platformLine.complete(awaited, quote, at, context)
        : verifyCopy(bytes, given, at, context);
  }

  private VerificationResult verifyCopy(
      ByteBuffer bytes, @Nullable Collateral given, Instant at, VerificationContext context) {
    Outcome<OwnedQuote> copy = copyOf(bytes, given, at);
    return copy instanceof Outcome.Failed<OwnedQuote> failed
        ? new Rejected(failed.rejection(), null, at, context)
        : verify(copy.orElseThrow(), given, at, context);
  }

  /** What collateral is asked for by; empty for a chain that names no CA of Intel. */
  private static Optional<CollateralKey> collateralKey(Quote quote, PckChain chain) {
    return chain
        .pck()
        .flatMap(
            pck -> chain.caType().map(ca -> new CollateralKey(pck.fmspc(), ca, quote.teeType())));
  }

  /** Collateral for a quote from the source, or what the lack of it means. */
  SourcedCollateral fromSource(Quote quote, Instant at, VerificationContext context) {
    Outcome<AnchoredPckChain> chain = preparation().chain(quote.signatureData());
    if (chain instanceof Outcome.Failed<AnchoredPckChain> failed) {
      return new SourcedCollateral.Missing(new Rejected(failed.rejection(), quote, at, context));
    }
    AnchoredPckChain parsed = ((Outcome.Passed<AnchoredPckChain>) chain).value();
    CollateralKey key = collateralKey(quote, parsed.chain()).orElse(null);
    if (key == null) {
      return new SourcedCollateral.Missing(
          new Undecided(
              "No collateral can be asked for: the quote's chain names no PCK certificate of the"
                  + " Processor or Platform CA",
              false,
              quote,
              at,
              context));
    }
    CollateralSource.Lookup lookup = source.find(key);
    if (lookup instanceof CollateralSource.Lookup.Unavailable none) {
      return new SourcedCollateral.Missing(
          new Undecided(none.cause(), none.retryable(), quote, at, context));
    }
    Collateral collateral = ((CollateralSource.Lookup.Found) lookup).collateral();
    Rejection fault = Arguments.check(collateral, limits);
    return fault != null
        ? new SourcedCollateral.Missing(new Rejected(fault, quote, at, context))
        : new SourcedCollateral.Found(collateral);
  }
}
