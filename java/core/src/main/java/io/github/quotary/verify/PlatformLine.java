package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.quote.Quote;
import io.github.quotary.tcb.PlatformTcb;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.TcbEvaluator;
import io.github.quotary.tcb.TcbQuestion;
import io.github.quotary.verify.Step.Decided;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;

/**
 * The rest of the line for a quote whose platform is known to be good: its TDX module, its
 * signature, its TCB, the dates, the policy.
 */
final class PlatformLine {
  private final QvlGeneration generation;
  private final QuotePolicy policy;
  private final EcdsaP256 engine;

  PlatformLine(QvlGeneration generation, QuotePolicy policy, EcdsaP256 engine) {
    this.generation = generation;
    this.policy = policy;
    this.engine = engine;
  }

  /** The way of a quote of a platform that was verified before, up to its own signature. */
  Step begin(CachedPlatform platform, Quote quote, Instant at) {
    SignatureAwaited awaited = platform.begin(quote);
    return awaited != null ? awaited : new Decided(verifyAnew(platform, quote, at));
  }

  /** The verdict on a quote that got so far, now that its signature was asked for. */
  VerificationResult complete(SignatureAwaited awaited, Quote quote, Instant at, boolean signed) {
    if (!signed) {
      return verifyAnew(awaited.platform(), quote, at);
    }
    engine.preparationHint(awaited.key());
    return result(awaited.evaluated(), quote, at);
  }

  /** Other SVNs than before, or a fault, whose reason the checks tell. */
  private VerificationResult verifyAnew(CachedPlatform platform, Quote quote, Instant at) {
    return QuoteChecks.attest(quote, platform.chain(), engine)
        .fold(key -> judge(platform, quote, at), rejection -> new Rejected(rejection, quote));
  }

  /** The verdict on a quote that passed every check but the evaluation of its TCB. */
  VerificationResult judge(CachedPlatform platform, Quote quote, Instant at) {
    TrustedPckChain chain = platform.chain();
    TcbQuestion question =
        new TcbQuestion(
            generation,
            PlatformTcb.of(chain.pck(), quote),
            chain.collateral().tcbInfo(),
            chain.collateral().qeIdentity());
    return TcbEvaluator.evaluate(question)
        .fold(
            tcb -> {
              EvaluatedPlatform evaluated = new EvaluatedPlatform(chain, question, tcb);
              platform.add(evaluated);
              return result(evaluated, quote, at);
            },
            rejection -> new Rejected(rejection, quote, question));
  }

  /** Intel's time has whole seconds. */
  private static Instant seconds(Instant at) {
    return at.getNano() == 0 ? at : Instant.ofEpochSecond(at.getEpochSecond());
  }

  private VerificationResult result(EvaluatedPlatform platform, Quote quote, Instant time) {
    Instant at = seconds(time);
    return new Verified(
        quote,
        platform,
        platform.isExpiredAt(at),
        policy.violations(quote, platform, at),
        policy.waived());
  }
}
