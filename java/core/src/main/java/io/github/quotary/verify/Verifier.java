package io.github.quotary.verify;

import static java.util.Objects.requireNonNull;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralDocuments;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.CollateralSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.Expected;
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
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies quotes as Intel's DCAP library does and holds them against a policy.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder().build();
 * Expected mine = Expected.of(PolicyField.MR_TD, mrTd);
 * VerificationResult result = verifier.verify(quote, collateral, Instant.now(), mine);
 * if (result.isTrusted()) { ... }
 * }</pre>
 *
 * <p>Immutable and thread-safe; make one and share it. A null argument is a {@link
 * NullPointerException} that names it. Beside that, {@code verify} never throws, whatever the bytes
 * of quote and collateral are; a verdict is a value. What a collateral source or a listener of the
 * caller's own throws goes through to the caller.
 *
 * <p>{@code verify} copies the quote first: what the caller does with the buffer afterwards, or
 * another thread does meanwhile, changes no result and nothing that is cached. (The JVM may raise
 * {@link InternalError} if the buffer maps a file that is cut short meanwhile; nothing is cached
 * then.) {@link #verifyInPlace} makes no copy of the quote of a known platform.
 */
public final class Verifier {
  private final Pipeline pipeline;
  private final VerificationContext context;
  private final Clock clock;
  private final @Nullable VerdictListener listener;
  private final LongSupplier ticker;

  Verifier(
      Pipeline pipeline,
      VerificationContext context,
      Clock clock,
      @Nullable VerdictListener listener,
      LongSupplier ticker) {
    this.pipeline = pipeline;
    this.context = context;
    this.clock = clock;
    this.listener = listener;
    this.ticker = ticker;
  }

  /** A builder of verifiers: Intel's root, QVL 1.27, the strict policy, unless told otherwise. */
  public static VerifierBuilder builder() {
    return new VerifierBuilder();
  }

  /** This verifier with another policy; it shares cache, engine and everything else. */
  public Verifier withPolicy(QuotePolicy policy) {
    requireNonNull(policy, "policy");
    return new Verifier(
        pipeline,
        new VerificationContext(
            context.trustAnchor(),
            context.generation(),
            policy,
            context.expected(),
            context.engine()),
        clock,
        listener,
        ticker);
  }

  /** This verifier with another source of collateral; it shares cache, engine and all else. */
  public Verifier withCollateralSource(CollateralSource source) {
    VerifierBuilder.requireSameAnchor(context.trustAnchor(), requireNonNull(source, "source"));
    return new Verifier(pipeline.with(source), context, clock, listener, ticker);
  }

  /**
   * Verifies a quote with this collateral at this time: no I/O, no clock.
   *
   * @param quote its remaining bytes; the position stays
   * @param collateral Intel's statements, untrusted
   * @param at the time of verification; fractions of a second do not count
   */
  public VerificationResult verify(ByteBuffer quote, Collateral collateral, Instant at) {
    return verify(quote, collateral, at, Expected.nothing());
  }

  /** The same for a quote that is all of an array. */
  public VerificationResult verify(byte[] quote, Collateral collateral, Instant at) {
    return verify(wrap(quote), collateral, at, Expected.nothing());
  }

  /** The same, and the quote must also be what the caller expects. */
  public VerificationResult verify(
      byte[] quote, Collateral collateral, Instant at, Expected expected) {
    return verify(wrap(quote), collateral, at, expected);
  }

  /**
   * Verifies a quote with this collateral at this time, which must also be what the caller expects:
   * the report data that answers its nonce, its measurements. Costs no more than without.
   */
  public VerificationResult verify(
      ByteBuffer quote, Collateral collateral, Instant at, Expected expected) {
    requireNonNull(collateral, "collateral");
    return told(false, quote, collateral, at, expected);
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

  /** The same for a quote that is all of an array. */
  public VerificationResult verify(byte[] quote) {
    return verify(wrap(quote));
  }

  /** The same, and the quote must also be what the caller expects. */
  public VerificationResult verify(byte[] quote, Expected expected) {
    return verify(wrap(quote), clock.instant(), expected);
  }

  /**
   * Verifies a quote at this time, with collateral from the configured source.
   *
   * @return {@link Undecided} if no collateral is available
   */
  public VerificationResult verify(ByteBuffer quote, Instant at) {
    return verify(quote, at, Expected.nothing());
  }

  /** The same for a quote that is all of an array. */
  public VerificationResult verify(byte[] quote, Instant at) {
    return verify(wrap(quote), at, Expected.nothing());
  }

  /** The same, and the quote must also be what the caller expects. */
  public VerificationResult verify(byte[] quote, Instant at, Expected expected) {
    return verify(wrap(quote), at, expected);
  }

  /** The same, and the quote must also be what the caller expects. */
  public VerificationResult verify(ByteBuffer quote, Instant at, Expected expected) {
    return told(false, quote, null, at, expected);
  }

  /**
   * Verifies a quote without copying it if its platform is known: at most 256 bytes are allocated.
   * The verdict is that of {@link #verify(ByteBuffer, Collateral, Instant)}, but the result's views
   * look at the caller's bytes, which must not change until the result was used. Bytes that change
   * anyway can falsify this result, and nothing else: the cache only takes what was proved of a
   * private copy.
   *
   * @param quote its remaining bytes; the position stays
   */
  public VerificationResult verifyInPlace(ByteBuffer quote, Collateral collateral, Instant at) {
    requireNonNull(collateral, "collateral");
    return told(true, quote, collateral, at, context.expected());
  }

  /** The same with collateral from the configured source. */
  public VerificationResult verifyInPlace(ByteBuffer quote, Instant at) {
    return told(true, quote, null, at, context.expected());
  }

  /**
   * Verifies a quote and evaluates every check, not only those up to the first that fails. The
   * verdict is that of {@link #verify(ByteBuffer, Collateral, Instant)}; it costs about twice as
   * much.
   */
  public FullReport report(ByteBuffer quote, Collateral collateral, Instant at) {
    requireNonNull(collateral, "collateral");
    return fullReport(quote, collateral, at);
  }

  /**
   * The same with collateral from the configured source, which is asked once. The verdict is that
   * of {@link #verify(ByteBuffer, Instant)}. Without collateral, a rejection lists the checks that
   * need none; an undecided verdict lists no checks.
   */
  public FullReport report(ByteBuffer quote, Instant at) {
    return fullReport(quote, null, at);
  }

  private FullReport fullReport(ByteBuffer quote, @Nullable Collateral collateral, Instant time) {
    requireNonNull(quote, "quote");
    Instant at = Pipeline.seconds(requireNonNull(time, "at"));
    return pipeline
        .copyOf(quote, collateral, at)
        .fold(
            owned ->
                collateral == null
                    ? reportFromSource(owned, at)
                    : fullReport(owned, collateral, at),
            rejection ->
                new FullReport(
                    new Rejected(rejection, null, at, context()), FullChecks.ofRefused(rejection)));
  }

  private FullReport reportFromSource(OwnedQuote owned, Instant at) {
    SourcedCollateral sourced = pipeline.fromSource(owned, at, context(), pipeline.preparation());
    if (sourced instanceof SourcedCollateral.Found found) {
      return fullReport(owned, found.collateral(), at);
    }
    VerificationResult verdict = ((SourcedCollateral.Missing) sourced).verdict();
    return new FullReport(
        verdict,
        FullChecks.withoutCollateral(
            verdict, owned.quote(), context.trustAnchor(), pipeline.engine().memoizing()));
  }

  private FullReport fullReport(OwnedQuote owned, Collateral collateral, Instant at) {
    VerificationResult result = pipeline.verify(owned, collateral, at, context());
    CollateralDocuments documents = CollateralDocuments.parse(collateral);
    return new FullReport(
        result,
        FullChecks.of(
            result,
            owned.quote(),
            documents,
            context.trustAnchor(),
            pipeline.engine().memoizing()));
  }

  /**
   * The platform of a quote whose certificates are signed up to the trust anchor's key: what may be
   * asked of a service on behalf of the quote. Nothing else about the quote was verified. At most
   * three P-256 verifications.
   *
   * @param quote its remaining bytes; the position stays
   * @return empty for any other bytes, and for a chain of neither the Processor nor the Platform
   *     CA; {@code verify} says what is wrong with them
   */
  public Optional<CollateralKey> platform(ByteBuffer quote) {
    Outcome<OwnedQuote> copy =
        pipeline.copyOf(requireNonNull(quote, "quote"), null, Instant.ofEpochSecond(1));
    return copy.then(
            owned ->
                pipeline
                    .signedChain(owned, pipeline.preparation())
                    .then(chain -> Outcome.passed(Pipeline.collateralKey(owned.quote(), chain))))
        .toOptional()
        .flatMap(Function.identity());
  }

  /** The verdict, of which the listener hears. */
  private VerificationResult told(
      boolean isInPlace,
      ByteBuffer quote,
      @Nullable Collateral collateral,
      Instant at,
      Expected expected) {
    long start = listener == null ? 0 : ticker.getAsLong();
    VerificationResult result =
        isInPlace ? inPlace(quote, collateral, at) : verifyCopy(quote, collateral, at, expected);
    if (listener != null) {
      listener.onVerdict(result, ticker.getAsLong() - start);
    }
    return result;
  }

  private VerificationResult verifyCopy(
      ByteBuffer quote, @Nullable Collateral collateral, Instant time, Expected expected) {
    requireNonNull(quote, "quote");
    Instant at = Pipeline.seconds(requireNonNull(time, "at"));
    VerificationContext call = context().expecting(requireNonNull(expected, "expected"));
    Outcome<OwnedQuote> copy = pipeline.copyOf(quote, collateral, at);
    return copy instanceof Outcome.Failed<OwnedQuote> failed
        ? new Rejected(failed.rejection(), null, at, call)
        : pipeline.verify(copy.orElseThrow(), collateral, at, call);
  }

  private VerificationResult inPlace(
      ByteBuffer bytes, @Nullable Collateral collateral, Instant time) {
    requireNonNull(bytes, "quote");
    Instant at = Pipeline.seconds(requireNonNull(time, "at"));
    Outcome<Quote> parsed = pipeline.parse(bytes, collateral, at);
    if (parsed instanceof Outcome.Failed<Quote> failed) {
      return new Rejected(failed.rejection(), null, at, context);
    }
    Quote quote = parsed.orElseThrow();
    Step step = pipeline.begin(bytes, quote, collateral, at, context, null);
    if (step instanceof Step.Decided decided) {
      return decided.result();
    }
    if (step instanceof Step.Unrecognised unrecognised) {
      return pipeline.verify(unrecognised, at, context);
    }
    SignatureAwaited awaited = (SignatureAwaited) step;
    boolean signed = quote.isSignedBy(awaited.key(), pipeline.engine());
    return pipeline.complete(awaited, signed, bytes, quote, collateral, at, context);
  }

  private static ByteBuffer wrap(byte[] quote) {
    return ByteBuffer.wrap(requireNonNull(quote, "quote"));
  }

  /** The verdict on a quote of a batch of which nothing else is looked at. */
  VerificationResult refused(Rejection rejection, Instant at) {
    return new Rejected(rejection, null, Pipeline.seconds(at), context());
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** What verdicts hold under: root, generation, policy, engine. */
  public VerificationContext context() {
    return context.by(pipeline.engine().name());
  }

  /** The root key that all signatures must lead to. */
  public TrustAnchor trustAnchor() {
    return context.trustAnchor();
  }

  /** The generation of Intel's QVL that is followed. */
  public QvlGeneration generation() {
    return context.generation();
  }

  /** The policy. */
  public QuotePolicy policy() {
    return context.policy();
  }

  /** How well the cache of PCK chains works. */
  public CacheCounters chainCounters() {
    return pipeline.cache().chainCounters();
  }

  /** How well the cache of platforms works. */
  public CacheCounters platformCounters() {
    return pipeline.cache().platformCounters();
  }
}
