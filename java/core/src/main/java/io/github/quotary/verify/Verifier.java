package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralDocuments;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Undecided;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Verifies quotes as Intel's DCAP library does and holds them against a policy.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder().build();
 * VerificationResult result = verifier.verify(ByteBuffer.wrap(quote), collateral, Instant.now());
 * if (result.isTrusted()) { ... }
 * }</pre>
 *
 * <p>Immutable and thread-safe; make one and share it. {@code verify} never throws, whatever the
 * bytes of quote and collateral are; a verdict is a value.
 */
public final class Verifier {
  private final TrustAnchor trustAnchor;
  private final EcdsaP256 engine;
  private final CollateralSource source;
  private final Clock clock;
  private final InputLimits limits;
  private final VerifierCache cache;
  private final StraightLine line;

  private Verifier(Builder builder) {
    trustAnchor = builder.trustAnchor;
    engine = builder.engine;
    source = builder.source;
    clock = builder.clock;
    limits = new InputLimits(builder.maxQuoteBytes, builder.maxCollateralBytes);
    cache = new VerifierCache(builder.cacheLimits);
    line = new StraightLine(trustAnchor, builder.generation, builder.policy, engine, cache);
  }

  /** A builder of verifiers: Intel's root, QVL 1.27, the strict policy, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Verifies a quote with this collateral at this time: no I/O, no clock.
   *
   * @param quote its remaining bytes; the position stays. The result's views look at these bytes
   * @param collateral Intel's statements, untrusted
   * @param at the time of verification; fractions of a second do not count
   */
  public VerificationResult verify(ByteBuffer quote, Collateral collateral, Instant at) {
    Outcome<Quote> parsed = parse(quote, Arguments.check(quote, collateral, at, limits));
    return parsed instanceof Outcome.Failed<Quote> failed
        ? refused(failed)
        : verify(parsed.orElseThrow(), collateral, at);
  }

  /**
   * Verifies a quote and evaluates every check, not only those up to the first that fails. The
   * verdict is that of {@link #verify(ByteBuffer, Collateral, Instant)}; it costs about twice as
   * much.
   */
  public FullReport report(ByteBuffer quote, Collateral collateral, Instant at) {
    Outcome<Quote> parsed = parse(quote, Arguments.check(quote, collateral, at, limits));
    return parsed.fold(known -> report(known, collateral, at), Verifier::refusedReport);
  }

  /**
   * The same with collateral from the configured source, which is asked once. The verdict is that
   * of {@link #verify(ByteBuffer, Instant)}. Without collateral, a rejection lists the checks that
   * need none; an undecided verdict lists no checks.
   */
  public FullReport report(ByteBuffer quote, Instant at) {
    Outcome<Quote> parsed = parse(quote, Arguments.check(quote, at, limits));
    return parsed.fold(known -> reportFromSource(known, at), Verifier::refusedReport);
  }

  private static FullReport refusedReport(Rejection rejection) {
    return new FullReport(new Rejected(rejection, null), FullChecks.ofRefused(rejection));
  }

  private FullReport reportFromSource(Quote quote, Instant at) {
    SourcedCollateral sourced = fromSource(quote);
    if (sourced instanceof SourcedCollateral.Found found) {
      return report(quote, found.collateral(), at);
    }
    VerificationResult verdict = ((SourcedCollateral.Missing) sourced).verdict();
    return new FullReport(verdict, FullChecks.withoutCollateral(verdict, quote, trustAnchor));
  }

  private FullReport report(Quote quote, Collateral collateral, Instant at) {
    VerificationResult result = verify(quote, collateral, at);
    CollateralDocuments documents = CollateralDocuments.parse(collateral);
    return new FullReport(
        result, FullChecks.of(result, quote, documents, trustAnchor, engine.memoizing()));
  }

  /**
   * Verifies a quote now, with collateral from the configured source; what the source does is all
   * the I/O there is.
   *
   * @return {@link Undecided} if no collateral is available
   */
  public VerificationResult verify(ByteBuffer quote) {
    return verify(quote, clock.instant());
  }

  /**
   * Verifies a quote at this time, with collateral from the configured source.
   *
   * @return {@link Undecided} if no collateral is available
   */
  public VerificationResult verify(ByteBuffer quote, Instant at) {
    Outcome<Quote> parsed = parse(quote, Arguments.check(quote, at, limits));
    return parsed instanceof Outcome.Failed<Quote> failed
        ? refused(failed)
        : verify(parsed.orElseThrow(), null, at);
  }

  private VerificationResult verify(Quote quote, @Nullable Collateral collateral, Instant at) {
    Step step = begin(quote, collateral, at);
    if (step instanceof Step.Decided decided) {
      return decided.result();
    }
    SignatureAwaited awaited = (SignatureAwaited) step;
    return complete(awaited, quote, at, quote.isSignedBy(awaited.key(), engine));
  }

  /** The verdict on bytes of which nothing else is looked at. */
  static VerificationResult refused(Outcome.Failed<Quote> failed) {
    return new Rejected(failed.rejection(), null);
  }

  /**
   * The way of a quote up to its own signature.
   *
   * @param collateral null to ask the configured source
   */
  Step begin(Quote quote, @Nullable Collateral collateral, Instant at) {
    if (collateral != null) {
      return line.begin(quote, collateral, at);
    }
    SourcedCollateral sourced = fromSource(quote);
    return sourced instanceof SourcedCollateral.Found found
        ? line.begin(quote, found.collateral(), at)
        : new Step.Decided(((SourcedCollateral.Missing) sourced).verdict());
  }

  /** The verdict on a quote that got so far, now that its signature was asked for. */
  VerificationResult complete(SignatureAwaited awaited, Quote quote, Instant at, boolean signed) {
    return line.complete(awaited, quote, at, signed);
  }

  /** Collateral for a quote from the configured source, or what the lack of it means. */
  private SourcedCollateral fromSource(Quote quote) {
    Outcome<AnchoredPckChain> chain = line.parseChain(quote);
    if (chain instanceof Outcome.Failed<AnchoredPckChain> failed) {
      return new SourcedCollateral.Missing(new Rejected(failed.rejection(), quote));
    }
    AnchoredPckChain parsed = ((Outcome.Passed<AnchoredPckChain>) chain).value();
    CollateralKey key = StraightLine.collateralKey(quote, parsed.chain()).orElse(null);
    if (key == null) {
      return new SourcedCollateral.Missing(
          new Undecided(
              "No collateral can be asked for: the quote's chain names no PCK certificate of the"
                  + " Processor or Platform CA",
              false,
              quote));
    }
    CollateralSource.Lookup lookup = source.find(key);
    if (lookup instanceof CollateralSource.Lookup.Unavailable none) {
      return new SourcedCollateral.Missing(new Undecided(none.cause(), none.retryable(), quote));
    }
    Collateral collateral = ((CollateralSource.Lookup.Found) lookup).collateral();
    Rejection fault = Arguments.check(collateral, limits);
    return fault != null
        ? new SourcedCollateral.Missing(new Rejected(fault, quote))
        : new SourcedCollateral.Found(collateral);
  }

  private static Outcome<Quote> parse(ByteBuffer bytes, @Nullable Rejection fault) {
    return fault != null ? new Outcome.Failed<>(fault) : Arguments.parse(bytes);
  }

  /** The quote of a batch, if its arguments and its structure are right. */
  Outcome<Quote> parse(BatchQuote question) {
    Rejection unreadable = question.unreadable();
    if (unreadable != null) {
      return new Outcome.Failed<>(unreadable);
    }
    Collateral collateral = question.collateral();
    Rejection fault =
        collateral == null
            ? Arguments.check(question.quote(), question.at(), limits)
            : Arguments.check(question.quote(), collateral, question.at(), limits);
    return parse(question.quote(), fault);
  }

  EcdsaP256 engine() {
    return engine;
  }

  /** How well the cache of PCK chains works. */
  public CacheCounters chainCounters() {
    return cache.chainCounters();
  }

  /** How well the cache of platforms works. */
  public CacheCounters platformCounters() {
    return cache.platformCounters();
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private static final int MIB = 1 << 20;

    private TrustAnchor trustAnchor = TrustAnchor.intelSgxRootCa();
    private QvlGeneration generation = QvlGeneration.V1_27;
    private QuotePolicy policy = QuotePolicy.strict();
    private EcdsaP256 engine = EcdsaP256.bouncyCastle();
    private CollateralSource source = CollateralSource.none();
    private Clock clock = Clock.systemUTC();
    private CacheLimits cacheLimits = CacheLimits.standard();
    private int maxQuoteBytes = MIB;
    private int maxCollateralBytes = 4 * MIB;

    private Builder() {}

    /** The root key to trust; Intel's unless set. */
    public Builder trustAnchor(TrustAnchor anchor) {
      trustAnchor = anchor;
      return this;
    }

    /** The generation of Intel's QVL to decide like; 1.27 unless set. */
    public Builder generation(QvlGeneration newGeneration) {
      generation = newGeneration;
      return this;
    }

    /** What a verified quote must meet; {@link QuotePolicy#strict()} unless set. */
    public Builder policy(QuotePolicy newPolicy) {
      policy = newPolicy;
      return this;
    }

    /** Who verifies signatures; Bouncy Castle unless set. */
    public Builder engine(EcdsaP256 newEngine) {
      engine = newEngine;
      return this;
    }

    /** Where collateral comes from when none is given; nowhere unless set. */
    public Builder collateralSource(CollateralSource newSource) {
      source = newSource;
      return this;
    }

    /** The time of verification when none is given; the system's clock unless set. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /** How much of what was proved is cached; {@link CacheLimits#standard()} unless set. */
    public Builder cache(CacheLimits newLimits) {
      cacheLimits = newLimits;
      return this;
    }

    /** Size above which a quote is refused unread; 1 MiB unless set. */
    public Builder maxQuoteBytes(int bytes) {
      maxQuoteBytes = bytes;
      return this;
    }

    /** Size above which collateral is refused unread; 4 MiB unless set. */
    public Builder maxCollateralBytes(int bytes) {
      maxCollateralBytes = bytes;
      return this;
    }

    /** The verifier. */
    public Verifier build() {
      return new Verifier(this);
    }
  }
}
