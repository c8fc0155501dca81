package io.github.quotary.verify;

import io.github.quotary.collateral.Validity;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What verification says of a quote, under which root and policy, and at which time. Immutable;
 * only a {@link Verifier} makes one.
 *
 * <p>{@link #isTrusted()} is the yes or no of most callers: genuine <b>and</b> nothing that the
 * policy objects to, which includes that somebody has stated whose TD or enclave is expected.
 * {@code toString} is one line for a log, such as {@code TRUSTED TDX v4 UpToDate id 0bf3cf1f…}.
 */
public sealed interface VerificationResult {
  /**
   * Whether the quote was verified and violates no rule of the policy. True also for anybody's TD
   * if the policy waives identity by name: {@link #verdict()} is then {@link Verdict#GENUINE}.
   */
  boolean isTrusted();

  /**
   * Whether the quote was verified and violates no rule of the policy but {@code identity}: genuine
   * hardware in a good state, but nothing is said of whose TD or enclave it is.
   */
  boolean isGenuine();

  /** The word for it. */
  Verdict verdict();

  /** What the verdict holds under: root, generation, policy, engine. */
  VerificationContext context();

  /** The time of verification that the caller gave, in whole seconds. */
  Instant verifiedAt();

  /**
   * What was not checked: {@link VerificationContext#IDENTITY}, {@link
   * VerificationContext#REPORT_DATA}, {@link VerificationContext#EVENT_LOG}; all of them unless the
   * quote was verified.
   */
  List<String> notChecked();

  /**
   * What the platform lacks and what would fix it; there for every verdict that evaluated a TCB,
   * whether it was verified or rejected for its TCB. Computed when asked for.
   */
  Optional<TcbExplanation> explanation();

  /**
   * The quote is genuine: signatures lead from the trust anchor to it, and its TCB has a status.
   * Whether that is good enough is the policy's say.
   */
  final class Verified implements VerificationResult {
    private final Quote quote;
    private final EvaluatedPlatform platform;
    private final List<Violation> violations;
    private final Instant at;
    private final VerificationContext context;
    private final boolean isLogChecked;

    Verified(
        Quote quote,
        EvaluatedPlatform platform,
        List<Violation> violations,
        Instant at,
        VerificationContext context) {
      this(quote, platform, violations, at, context, false);
    }

    private Verified(
        Quote quote,
        EvaluatedPlatform platform,
        List<Violation> violations,
        Instant at,
        VerificationContext context,
        boolean isLogChecked) {
      this.quote = quote;
      this.platform = platform;
      this.violations = violations;
      this.at = at;
      this.context = context;
      this.isLogChecked = isLogChecked;
    }

    /**
     * The same, after what came with the quote was compared with it. Can take trust away, and never
     * give it.
     *
     * @param isLogChecked whether an event log gives all of the quote's registers
     * @param objections what does not fit the quote
     */
    public Verified besides(boolean isLogChecked, List<Violation> objections) {
      List<Violation> all = new ArrayList<>(violations);
      all.addAll(objections);
      return new Verified(
          quote, platform, List.copyOf(all), at, context, this.isLogChecked || isLogChecked);
    }

    /** The quote. */
    public Quote verifiedQuote() {
      return quote;
    }

    /** What a TDX quote attests; empty for SGX. */
    public Optional<TdReport> tdReport() {
      return quote.body() instanceof TdReport report ? Optional.of(report) : Optional.empty();
    }

    /** What an SGX quote attests; empty for TDX. */
    public Optional<EnclaveReport> enclaveReport() {
      return quote.body() instanceof EnclaveReport report ? Optional.of(report) : Optional.empty();
    }

    /** Its platform: certificates, collateral, evaluated TCB, dates. */
    public EvaluatedPlatform platform() {
      return platform;
    }

    /**
     * Whether a certificate, revocation list or signed document was out of date at the time of
     * verification, as Intel's QVL counts it.
     */
    public boolean expired() {
      return platform.isExpiredAt(at);
    }

    /** Demands of the policy and of the call that are not met. */
    public List<Violation> violations() {
      return violations;
    }

    /** Checks that the policy leaves out, by name. */
    public List<String> waived() {
      return context.policy().waived();
    }

    @Override
    public boolean isTrusted() {
      return violations.isEmpty();
    }

    @Override
    public boolean isGenuine() {
      for (int i = 0; i < violations.size(); i++) {
        if (!violations.get(i).rule().equals(VerificationContext.IDENTITY)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Verdict verdict() {
      if (!isGenuine()) {
        return Verdict.NOT_TRUSTED;
      }
      return context.statesIdentity() ? Verdict.TRUSTED : Verdict.GENUINE;
    }

    @Override
    public VerificationContext context() {
      return context;
    }

    @Override
    public Instant verifiedAt() {
      return at;
    }

    @Override
    public List<String> notChecked() {
      return isLogChecked
          ? context.notChecked().stream()
              .filter(name -> !name.equals(VerificationContext.EVENT_LOG))
              .toList()
          : context.notChecked();
    }

    /** Status of the platform, and its parts. */
    public TcbEvaluation tcb() {
      return platform.tcb();
    }

    /** Dates of all eight sources; the verdict may be cached until the earliest expiry. */
    public Validity validity() {
      return platform.validity();
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.of(TcbExplanation.of(platform.question()));
    }

    @Override
    public String toString() {
      return OneLine.of(this, tcb().status().intelName(), quote);
    }
  }

  /** The evidence is bad; nothing that the quote says is proven. */
  final class Rejected implements VerificationResult {
    private final Rejection rejection;
    private final @Nullable Quote quote;
    private final @Nullable TcbQuestion question;
    private final Instant at;
    private final VerificationContext context;

    /**
     * A rejection.
     *
     * @param rejection the first failing check in Intel's order
     * @param quote the quote, unless its bytes are none
     * @param question what the TCB was evaluated from, if it got so far
     */
    Rejected(
        Rejection rejection,
        @Nullable Quote quote,
        @Nullable TcbQuestion question,
        Instant at,
        VerificationContext context) {
      this.rejection = rejection;
      this.quote = quote;
      this.question = question;
      this.at = at;
      this.context = context;
    }

    Rejected(Rejection rejection, @Nullable Quote quote, Instant at, VerificationContext context) {
      this(rejection, quote, null, at, context);
    }

    /** The first failing check in Intel's order. */
    public Rejection rejection() {
      return rejection;
    }

    /** The first failing check. */
    public RejectReason reason() {
      return rejection.reason();
    }

    /** What was wrong, and where. */
    public String detail() {
      return rejection.detail();
    }

    /** What the TCB was evaluated from, if it got so far. */
    public Optional<TcbQuestion> question() {
      return Optional.ofNullable(question);
    }

    /** The quote, of which nothing is proven; empty if the bytes are none. */
    public Optional<Quote> unverifiedQuote() {
      return Optional.ofNullable(quote);
    }

    @Override
    public boolean isTrusted() {
      return false;
    }

    @Override
    public boolean isGenuine() {
      return false;
    }

    @Override
    public Verdict verdict() {
      return Verdict.REJECTED;
    }

    @Override
    public VerificationContext context() {
      return context;
    }

    @Override
    public Instant verifiedAt() {
      return at;
    }

    @Override
    public List<String> notChecked() {
      return VerificationContext.ALL;
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.ofNullable(question).map(TcbExplanation::of);
    }

    @Override
    public String toString() {
      return OneLine.of(this, reason().name(), quote);
    }
  }

  /** No collateral was available, so no verdict is possible; nothing is proven. */
  final class Undecided implements VerificationResult {
    private final String cause;
    private final boolean retryable;
    private final Quote quote;
    private final Instant at;
    private final VerificationContext context;

    Undecided(
        String cause, boolean retryable, Quote quote, Instant at, VerificationContext context) {
      this.cause = cause;
      this.retryable = retryable;
      this.quote = quote;
      this.at = at;
      this.context = context;
    }

    /** What failed, and what to do. */
    public String cause() {
      return cause;
    }

    /** Whether asking again later may help. */
    public boolean retryable() {
      return retryable;
    }

    /** The quote, of which nothing is proven. */
    public Quote unverifiedQuote() {
      return quote;
    }

    @Override
    public boolean isTrusted() {
      return false;
    }

    @Override
    public boolean isGenuine() {
      return false;
    }

    @Override
    public Verdict verdict() {
      return Verdict.UNDECIDED;
    }

    @Override
    public VerificationContext context() {
      return context;
    }

    @Override
    public Instant verifiedAt() {
      return at;
    }

    @Override
    public List<String> notChecked() {
      return VerificationContext.ALL;
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return OneLine.of(this, retryable ? "retryable" : "not retryable", quote);
    }
  }
}
