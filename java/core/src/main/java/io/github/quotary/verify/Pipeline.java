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
    AnchoredPckChain signed = null;
    if (collateral == null) {
      SourcedCollateral sourced = fromSource(owned, at, context, preparation());
      if (sourced instanceof SourcedCollateral.Missing missing) {
        return missing.verdict();
      }
      SourcedCollateral.Found found = (SourcedCollateral.Found) sourced;
      collateral = found.collateral();
      signed = found.signed();
    }
    SignatureAwaited awaited = recognise(quote, collateral);
    return awaited != null && quote.isSignedBy(awaited.key(), engine)
        ? platformLine.complete(awaited, quote, at, context)
        : verify(new Step.Unrecognised(owned, collateral, signed), at, context);
  }

  /** The verdict on a quote that was not recognised; what it asks for is asked for at once. */
  VerificationResult verify(
      Step.Unrecognised unrecognised, Instant at, VerificationContext context) {
    try (CollateralFlights.Claims claims = cache.claims()) {
      claims.take(unrecognised.collateral());
      Preparation preparation = preparation();
      preparation.put(unrecognised);
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
   * @param chains of the other quotes of the chunk; null for a single quote
   */
  Step begin(
      ByteBuffer bytes,
      Quote quote,
      @Nullable Collateral given,
      Instant at,
      VerificationContext context,
      @Nullable Preparation chains) {
    Collateral collateral = given;
    if (collateral == null) {
      CachedChain known = cache.findChain(quote.signatureData());
      if (known == null) {
        return beginCopy(bytes, at, context, chains == null ? preparation() : chains);
      }
      SourcedCollateral sourced = fromSource(known.chain(), quote, at, context);
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
        : new Step.Unrecognised(copy.orElseThrow(), collateral, null);
  }

  /** The same for a quote whose chain is new, and is to be verified before the source is asked. */
  private Step beginCopy(
      ByteBuffer bytes, Instant at, VerificationContext context, Preparation chains) {
    Outcome<OwnedQuote> copy = copyOf(bytes, null, at);
    if (copy instanceof Outcome.Failed<OwnedQuote> failed) {
      return new Step.Decided(new Rejected(failed.rejection(), null, at, context));
    }
    OwnedQuote owned = copy.orElseThrow();
    SourcedCollateral sourced = fromSource(owned, at, context, chains);
    if (sourced instanceof SourcedCollateral.Missing missing) {
      return new Step.Decided(missing.verdict());
    }
    SourcedCollateral.Found found = (SourcedCollateral.Found) sourced;
    return new Step.Unrecognised(owned, found.collateral(), found.signed());
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
  static Optional<CollateralKey> collateralKey(Quote quote, AnchoredPckChain signed) {
    PckChain chain = signed.chain();
    return chain
        .pck()
        .flatMap(
            pck -> chain.caType().map(ca -> new CollateralKey(pck.fmspc(), ca, quote.teeType())));
  }

  /**
   * A quote's chain, if it is signed up to the trust anchor's key.
   *
   * @param preparation for this quote, or for those of a chunk
   */
  Outcome<AnchoredPckChain> signedChain(OwnedQuote owned, Preparation preparation) {
    return preparation.signedChain(owned.quote().signatureData(), engine);
  }

  /**
   * Collateral for a quote from the source, or what the lack of it means. The source is asked only
   * if the quote's chain is signed up to the trust anchor's key.
   *
   * @param preparation for this quote, or for those of a chunk
   */
  SourcedCollateral fromSource(
      OwnedQuote owned, Instant at, VerificationContext context, Preparation preparation) {
    Collateral always = source.always().orElse(null);
    if (always != null) {
      return found(always, null, owned.quote(), at, context);
    }
    Outcome<AnchoredPckChain> signed = signedChain(owned, preparation);
    return signed instanceof Outcome.Failed<AnchoredPckChain> failed
        ? new SourcedCollateral.Missing(
            new Rejected(failed.rejection(), owned.quote(), at, context))
        : ask(signed.orElseThrow(), owned.quote(), at, context);
  }

  /** The same for a quote whose chain was verified before. */
  private SourcedCollateral fromSource(
      AnchoredPckChain signed, Quote quote, Instant at, VerificationContext context) {
    Collateral always = source.always().orElse(null);
    return always != null
        ? found(always, null, quote, at, context)
        : ask(signed, quote, at, context);
  }

  private SourcedCollateral ask(
      AnchoredPckChain signed, Quote quote, Instant at, VerificationContext context) {
    CollateralKey key = collateralKey(quote, signed).orElse(null);
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
    return lookup instanceof CollateralSource.Lookup.Unavailable none
        ? new SourcedCollateral.Missing(
            new Undecided(none.cause(), none.retryable(), quote, at, context))
        : found(((CollateralSource.Lookup.Found) lookup).collateral(), signed, quote, at, context);
  }

  private SourcedCollateral found(
      Collateral collateral,
      @Nullable AnchoredPckChain signed,
      Quote quote,
      Instant at,
      VerificationContext context) {
    Rejection fault = Arguments.check(collateral, limits);
    return fault != null
        ? new SourcedCollateral.Missing(new Rejected(fault, quote, at, context))
        : new SourcedCollateral.Found(collateral, signed);
  }
}
