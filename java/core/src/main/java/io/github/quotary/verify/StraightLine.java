package io.github.quotary.verify;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.pki.X509Cert;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.tcb.PlatformTcb;
import io.github.quotary.tcb.QvlGeneration;
import io.github.quotary.tcb.TcbEvaluation;
import io.github.quotary.tcb.TcbEvaluator;
import io.github.quotary.tcb.TcbQuestion;
import io.github.quotary.verify.VerificationResult.Rejected;
import io.github.quotary.verify.VerificationResult.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way that data takes: quote → PCK chain → trusted collateral → TCB evaluation → verdict.
 *
 * <p>Intel parses every document before it trusts any, and checks the quote's chain before the
 * documents' signers. Steps here are made in the order that is natural; the reported reason is the
 * first in Intel's order, which is that of {@link RejectReason}.
 */
final class StraightLine {
  private final TrustAnchor trustAnchor;
  private final QvlGeneration generation;
  private final Policy policy;
  private final EcdsaP256 engine;
  private final Instant at;

  StraightLine(
      TrustAnchor trustAnchor,
      QvlGeneration generation,
      Policy policy,
      EcdsaP256 engine,
      Instant at) {
    this.trustAnchor = trustAnchor;
    this.generation = generation;
    this.policy = policy;
    this.engine = engine;
    this.at = Instant.ofEpochSecond(at.getEpochSecond());
  }

  /** The quote's chain, parsed, with a root that carries the anchor's key. */
  static Outcome<PckChain> parseChain(Quote quote, TrustAnchor trustAnchor) {
    PckChain chain;
    try {
      chain = PckChain.parse(quote.signatureData().certificationData().data());
    } catch (PkiFormatException e) {
      return Outcome.failed(
          RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT, "PCK certificate chain: " + e.problem());
    }
    X509Cert root = chain.root().orElse(null);
    if (root == null) {
      return Outcome.failed(
          RejectReason.PCK_CHAIN_WITHOUT_ROOT,
          "No certificate of the quote's chain is self-issued");
    }
    if (!trustAnchor.matches(root)) {
      return Outcome.failed(
          RejectReason.ROOT_KEY_NOT_TRUSTED,
          "The root " + root.subject() + " has another key than " + trustAnchor.name());
    }
    return Outcome.passed(chain);
  }

  /**
   * What collateral for this quote is asked for by; empty for a chain that names no CA of Intel.
   */
  static Optional<CollateralKey> collateralKey(Quote quote, PckChain chain) {
    return chain
        .pck()
        .flatMap(
            pck -> chain.caType().map(ca -> new CollateralKey(pck.fmspc(), ca, quote.teeType())));
  }

  /** The verdict on a quote whose certification data is a PCK chain. */
  VerificationResult verify(Quote quote, Collateral collateral) {
    Outcome<ParsedCollateral> documents = ParsedCollateral.parse(collateral);
    Outcome<PckChain> chain = parseChain(quote, trustAnchor);
    Rejection unparsed = Rejection.first(documents.rejectionOrNull(), chain.rejectionOrNull());
    if (unparsed != null) {
      return new Rejected(unparsed, quote);
    }
    return judge(quote, chain.orElseThrow(), documents.orElseThrow());
  }

  private VerificationResult judge(Quote quote, PckChain chain, ParsedCollateral documents) {
    Validity validity = documents.validityWith(Validity.of(chain));
    Rejection rejection = checkDates(validity);
    if (rejection == null) {
      rejection =
          PckChainChecks.CHECKS.first(
              new PckChainChecks(chain, documents.rootCrl(), documents.pckCrl(), engine));
    }
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    Outcome<TrustedCollateral> trusted = documents.trust(trustAnchor, engine);
    Rejection otherRoot =
        SameRootChecks.CHECKS.first(
            new SameRootChecks(chain, documents.tcbInfoChain(), documents.qeIdentityChain()));
    rejection = Rejection.first(trusted.rejectionOrNull(), otherRoot);
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    return judge(quote, chain, trusted.orElseThrow(), validity);
  }

  private VerificationResult judge(
      Quote quote, PckChain chain, TrustedCollateral collateral, Validity validity) {
    PckCertificate pck = chain.pck().orElseThrow();
    Rejection rejection = QuoteChecks.CHECKS.first(new QuoteChecks(quote, pck, collateral, engine));
    if (rejection != null) {
      return new Rejected(rejection, quote);
    }
    TcbQuestion question =
        new TcbQuestion(
            generation, PlatformTcb.of(pck, quote), collateral.tcbInfo(), collateral.qeIdentity());
    Outcome<TcbEvaluation> tcb = TcbEvaluator.evaluate(question);
    rejection = tcb.rejectionOrNull();
    if (rejection != null) {
      return new Rejected(rejection, quote, question);
    }
    boolean expired =
        at.isAfter(chain.earliestNotAfter())
            || collateral.pckCrl().isExpiredAt(at)
            || collateral.isExpiredAt(at);
    TcbEvaluation evaluation = tcb.orElseThrow();
    List<Violation> violations =
        PolicyRules.evaluate(policy, at, quote, chain, collateral, evaluation, expired);
    return new Verified(
        quote,
        evaluation,
        question,
        validity,
        expired,
        violations,
        List.of(PolicyRules.REPORT_DATA));
  }

  /** Intel's DCAP library takes the epoch for a date that could not be read. */
  static @Nullable Rejection checkDates(Validity validity) {
    boolean epoch =
        validity.earliestIssue().equals(Instant.EPOCH)
            || validity.latestIssue().equals(Instant.EPOCH)
            || validity.earliestExpiration().equals(Instant.EPOCH);
    return epoch
        ? Rejection.of(
            RejectReason.DATE_UNEXPECTED, "A date of the collateral is 1970-01-01T00:00:00Z")
        : null;
  }
}
