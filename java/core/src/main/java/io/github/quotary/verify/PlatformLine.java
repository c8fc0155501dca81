package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedPckChain;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.policy.EvaluatedPlatform;
import io.github.quotary.quote.Quote;
import io.github.quotary.tcb.PlatformTcb;
import io.github.quotary.tcb.TcbEvaluator;
import io.github.quotary.tcb.TcbQuestion;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;

/**
 * The rest of the line for a quote whose platform is known to be good: its TDX module, its
 * signature, its TCB, the dates, the policy.
 */
final class PlatformLine {
  private final EcdsaP256 engine;

  PlatformLine(EcdsaP256 engine) {
    this.engine = engine;
  }

  /** The verdict on a quote whose signature was all that was left to check, and is good. */
  VerificationResult complete(
      SignatureAwaited awaited, Quote quote, Instant at, VerificationContext context) {
    engine.preparationHint(awaited.key());
    return result(awaited.evaluated(), quote, at, context);
  }

  /** Other SVNs than before, or a fault, whose reason the checks tell. */
  VerificationResult verifyAnew(
      CachedPlatform platform, OwnedQuote owned, Instant at, VerificationContext context) {
    return QuoteChecks.attest(owned.quote(), platform.chain(), engine)
        .fold(
            key -> judge(platform, owned, at, context),
            rejection -> new Rejected(rejection, owned.quote(), at, context));
  }

  /** The verdict on a quote that passed every check but the evaluation of its TCB. */
  VerificationResult judge(
      CachedPlatform platform, OwnedQuote owned, Instant at, VerificationContext context) {
    Quote quote = owned.quote();
    TrustedPckChain chain = platform.chain();
    TcbQuestion question =
        new TcbQuestion(
            context.generation(),
            PlatformTcb.of(chain.pck(), quote),
            chain.collateral().tcbInfo(),
            chain.collateral().qeIdentity());
    return TcbEvaluator.evaluate(question)
        .fold(
            tcb -> {
              EvaluatedPlatform evaluated = new EvaluatedPlatform(chain, question, tcb);
              platform.add(evaluated);
              return result(evaluated, quote, at, context);
            },
            rejection -> new Rejected(rejection, quote, question, at, context));
  }

  private static VerificationResult result(
      EvaluatedPlatform platform, Quote quote, Instant at, VerificationContext context) {
    return new Verified(
        quote,
        platform,
        context.policy().violations(quote, platform, at, context.expected()),
        at,
        context);
  }
}
