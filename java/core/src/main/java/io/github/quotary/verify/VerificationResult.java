package io.github.quotary.verify;

import io.github.quotary.collateral.Validity;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.policy.Violation;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbExplanation;
import io.github.quotary.tcb.TcbQuestion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What verification says of a quote. Immutable. {@link #isTrusted()} is the only yes or no:
 * verified <b>and</b> nothing that the policy objects to.
 */
public sealed interface VerificationResult {
  /** Whether the quote was verified and meets every demand of the policy. */
  boolean isTrusted();

  /** The quote, unless its bytes are none. */
  Optional<Quote> quote();

  /**
   * What the platform lacks and what would fix it; there for every verdict that evaluated a TCB,
   * whether it was verified or rejected for its TCB. Computed when asked for.
   */
  Optional<TcbExplanation> explanation();

  /**
   * The quote is genuine: Intel's signatures lead from the root to it, and its TCB has a status.
   * Whether that is good enough is the policy's say.
   *
   * @param verifiedQuote the quote
   * @param platform its platform: certificates, collateral, evaluated TCB, dates
   * @param expired whether a certificate, revocation list or signed document was out of date at the
   *     time of verification, as Intel's QVL counts it
   * @param violations demands of the policy that are not met
   * @param waived checks that the policy leaves out, by name
   */
  record Verified(
      Quote verifiedQuote,
      EvaluatedPlatform platform,
      boolean expired,
      List<Violation> violations,
      List<String> waived)
      implements VerificationResult {
    @Override
    public boolean isTrusted() {
      return violations.isEmpty();
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
    public Optional<Quote> quote() {
      return Optional.of(verifiedQuote);
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.of(TcbExplanation.of(platform.question()));
    }
  }

  /**
   * The evidence is bad.
   *
   * @param rejection the first failing check in Intel's order
   * @param quoteOrNull the quote, unless its bytes are none
   * @param questionOrNull what the TCB was evaluated from, if it got so far
   */
  record Rejected(
      Rejection rejection, @Nullable Quote quoteOrNull, @Nullable TcbQuestion questionOrNull)
      implements VerificationResult {
    Rejected(Rejection rejection, @Nullable Quote quote) {
      this(rejection, quote, null);
    }

    @Override
    public boolean isTrusted() {
      return false;
    }

    @Override
    public Optional<Quote> quote() {
      return Optional.ofNullable(quoteOrNull);
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.ofNullable(questionOrNull).map(TcbExplanation::of);
    }

    /** The first failing check. */
    public RejectReason reason() {
      return rejection.reason();
    }

    /** What was wrong, and where. */
    public String detail() {
      return rejection.detail();
    }
  }

  /**
   * No collateral was available, so no verdict is possible.
   *
   * @param cause what failed, and what to do
   * @param retryable whether asking again later may help
   * @param undecidedQuote the quote
   */
  record Undecided(String cause, boolean retryable, Quote undecidedQuote)
      implements VerificationResult {
    @Override
    public boolean isTrusted() {
      return false;
    }

    @Override
    public Optional<Quote> quote() {
      return Optional.of(undecidedQuote);
    }

    @Override
    public Optional<TcbExplanation> explanation() {
      return Optional.empty();
    }
  }
}
