package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of a quote to its verdict. Bytes that belong to the caller are good enough to
 * recognise a quote of a known platform and to check its signature; everything else is done with a
 * copy of them, so that bytes that change meanwhile can neither mislead a check by showing it
 * another quote than the one before, nor get into the cache. Thread-safe.
 */
final class Pipeline {
  private final InputLimits limits;
  private final EcdsaP256 engine;
  private final VerifierCache cache;
  private final CollateralSource source;
  private final StraightLine line;

  Pipeline(
      TrustAnchor trustAnchor,
      EcdsaP256 engine,
      InputLimits limits,
      VerifierCache cache,
      CollateralSource source) {
    this.limits = limits;
    this.engine = engine;
    this.cache = cache;
    this.source = source;
    this.line = new StraightLine(trustAnchor, engine, cache);
  }

  private Pipeline(Pipeline other, CollateralSource source) {
    limits = other.limits;
    engine = other.engine;
    cache = other.cache;
    line = other.line;
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
    SignatureAwaited awaited = line.recognise(quote, collateral);
    return awaited != null && quote.isSignedBy(awaited.key(), engine)
        ? line.complete(awaited, quote, at, context)
        : line.verify(owned, collateral, at, context);
  }

  /**
   * The way of a quote in the caller's bytes, up to its own signature if its platform is known.
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
    SignatureAwaited awaited = line.recognise(quote, collateral);
    return awaited != null ? awaited : new Step.Decided(verifyCopy(bytes, collateral, at, context));
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
        ? line.complete(awaited, quote, at, context)
        : verifyCopy(bytes, given, at, context);
  }

  private VerificationResult verifyCopy(
      ByteBuffer bytes, @Nullable Collateral given, Instant at, VerificationContext context) {
    Outcome<OwnedQuote> copy = copyOf(bytes, given, at);
    return copy instanceof Outcome.Failed<OwnedQuote> failed
        ? new Rejected(failed.rejection(), null, at, context)
        : verify(copy.orElseThrow(), given, at, context);
  }

  /** Collateral for a quote from the source, or what the lack of it means. */
  SourcedCollateral fromSource(Quote quote, Instant at, VerificationContext context) {
    Outcome<AnchoredPckChain> chain = line.parseChain(quote);
    if (chain instanceof Outcome.Failed<AnchoredPckChain> failed) {
      return new SourcedCollateral.Missing(new Rejected(failed.rejection(), quote, at, context));
    }
    AnchoredPckChain parsed = ((Outcome.Passed<AnchoredPckChain>) chain).value();
    CollateralKey key = StraightLine.collateralKey(quote, parsed.chain()).orElse(null);
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
