package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.policy.Policy;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.PlatformTcb;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbEvaluator;
import io.github.quotary.tcb.TcbQuestion;
import io.github.quotary.verify.KeptPlatform.KeptTcb;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rest of the line for a quote whose platform is known to be good: its TDX module, its
 * signature, its TCB, the dates, the policy.
 */
final class PlatformLine {
  private final QvlGeneration generation;
  private final Policy policy;
  private final EcdsaP256 engine;

  PlatformLine(QvlGeneration generation, Policy policy, EcdsaP256 engine) {
    this.generation = generation;
    this.policy = policy;
    this.engine = engine;
  }

  /** The verdict on a quote of a platform that was verified before. */
  VerificationResult verify(KeptPlatform platform, Quote quote, Instant at) {
    KeptTcb tcb = comparedTcb(platform, quote);
    return tcb == null
        ? verifyAnew(platform, quote, at)
        : answered(platform, tcb, quote, at, quote.isSignedBy(platform.attestationKey(), engine));
  }

  /**
   * The TCB of a quote of which nothing is left to ask but whether the platform's attestation key
   * has signed it; null if more is left.
   */
  static @Nullable KeptTcb comparedTcb(KeptPlatform platform, Quote quote) {
    KeptTcb tcb = platform.tcb(quote);
    return tcb != null && tcb.hasRightModule(quote) ? tcb : null;
  }

  /** The verdict on such a quote, now that this is known. */
  VerificationResult answered(
      KeptPlatform platform, KeptTcb tcb, Quote quote, Instant at, boolean signed) {
    if (!signed) {
      return verifyAnew(platform, quote, at);
    }
    engine.vouch(platform.attestationKey());
    return result(tcb.evaluated(), quote, at);
  }

  /** Other SVNs than before, or a fault, whose reason the checks tell. */
  VerificationResult verifyAnew(KeptPlatform platform, Quote quote, Instant at) {
    Rejection rejection =
        QuoteChecks.CHECKS.first(
            new QuoteChecks(
                quote,
                platform.chain().pck().orElseThrow(),
                platform.collateral().trusted(),
                engine));
    return rejection != null ? new Rejected(rejection, quote) : judge(platform, quote, at);
  }

  /** The verdict on a quote that passed every check but the evaluation of its TCB. */
  VerificationResult judge(KeptPlatform platform, Quote quote, Instant at) {
    TrustedCollateral collateral = platform.collateral().trusted();
    TcbQuestion question =
        new TcbQuestion(
            generation,
            PlatformTcb.of(platform.chain().pck().orElseThrow(), quote),
            collateral.tcbInfo(),
            collateral.qeIdentity());
    Outcome<TcbEvaluation> tcb = TcbEvaluator.evaluate(question);
    Rejection rejection = tcb.rejectionOrNull();
    if (rejection != null) {
      return new Rejected(rejection, quote, question);
    }
    EvaluatedPlatform evaluated =
        new EvaluatedPlatform(
            platform.chain(), collateral, question, tcb.orElseThrow(), platform.validity());
    platform.add(evaluated);
    return result(evaluated, quote, at);
  }

  private VerificationResult result(EvaluatedPlatform platform, Quote quote, Instant at) {
    return new Verified(
        quote,
        platform,
        platform.isExpiredAt(at),
        policy.violations(quote, platform, at),
        policy.waived());
  }
}
