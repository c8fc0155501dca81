package io.github.quotary.verify;

import io.github.quotary.collateral.CollateralDocuments;
import io.github.quotary.collateral.ParsedCollateral;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.CheckResult;
import io.github.quotary.status.CheckResult.State;
import io.github.quotary.status.Outcome;
import io.github.quotary.status.Problem;
import io.github.quotary.status.RejectReason;
import io.github.quotary.status.Rejection;
import io.github.quotary.status.Stage;
import io.github.quotary.verify.VerificationResult.Rejected;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates every check for which there is something to check. Checks against documents that are
 * not trusted are left unevaluated: their result would mean nothing.
 */
final class FullChecks {
  private final Map<RejectReason, CheckResult> results = new EnumMap<>(RejectReason.class);

  private FullChecks() {}

  /** The checks of a quote that could be parsed. */
  static List<CheckResult> of(
      VerificationResult result,
      Quote quote,
      CollateralDocuments documents,
      TrustAnchor anchor,
      EcdsaP256 engine) {
    FullChecks checks = new FullChecks();
    checks.passUpTo(RejectReason.CERTIFICATION_DATA_TYPE_UNSUPPORTED);
    documents.checkAll(anchor, engine, checks::add);
    PckChain chain = checks.addChain(quote, anchor);
    checks.addDates(chain, documents);
    if (chain == null) {
      PckChainChecks.CHECKS.none(checks::add);
    } else {
      PckChainChecks.CHECKS.all(
          new PckChainChecks(
              chain, documents.rootCrl().orElse(null), documents.pckCrl().orElse(null), engine),
          checks::add);
    }
    SameRootChecks.CHECKS.all(
        new SameRootChecks(
            chain, documents.tcbInfoChain().orElse(null), documents.qeIdentityChain().orElse(null)),
        checks::add);
    TrustedCollateral trusted = checks.trusted(documents, anchor, engine);
    QuoteChecks.CHECKS.all(
        new QuoteChecks(quote, checks.trustedPck(chain), trusted, engine), checks::add);
    checks.addTcb(result);
    return checks.inOrder();
  }

  /** The checks of bytes or arguments that were refused before anything else was looked at. */
  static List<CheckResult> ofRefused(RejectReason reason, Problem problem) {
    FullChecks checks = new FullChecks();
    checks.passBefore(reason);
    checks.add(CheckResult.of(reason, problem));
    return checks.inOrder();
  }

  private void passBefore(RejectReason reason) {
    for (RejectReason earlier : EnumSet.range(RejectReason.QUOTE_TOO_SHORT, reason)) {
      if (earlier != reason) {
        add(CheckResult.of(earlier, null));
      }
    }
  }

  private void passUpTo(RejectReason reason) {
    passBefore(reason);
    add(CheckResult.of(reason, null));
  }

  private @Nullable PckChain addChain(Quote quote, TrustAnchor anchor) {
    Outcome<PckChain> chain = StraightLine.parseChain(quote, anchor, new KnownCertificates());
    Rejection rejection = chain.rejectionOrNull();
    for (RejectReason check :
        List.of(
            RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT,
            RejectReason.PCK_CHAIN_WITHOUT_ROOT,
            RejectReason.ROOT_KEY_NOT_TRUSTED)) {
      if (rejection == null || check.compareTo(rejection.reason()) < 0) {
        add(CheckResult.of(check, null));
      } else if (check == rejection.reason()) {
        add(CheckResult.of(check, rejection.problem()));
      }
    }
    return chain.toOptional().orElse(null);
  }

  private void addDates(@Nullable PckChain chain, CollateralDocuments documents) {
    Optional<ParsedCollateral> parsed = documents.complete().toOptional();
    if (chain != null && parsed.isPresent()) {
      Rejection rejection = StraightLine.checkDates(parsed.get().validityWith(Validity.of(chain)));
      add(
          CheckResult.of(
              RejectReason.DATE_UNEXPECTED, rejection == null ? null : rejection.problem()));
    }
  }

  /** The collateral, if everything about it passed, relations to the quote's chain included. */
  private @Nullable TrustedCollateral trusted(
      CollateralDocuments documents, TrustAnchor anchor, EcdsaP256 engine) {
    return noneFailed()
        ? documents
            .complete()
            .then(parsed -> parsed.trust(anchor, engine))
            .toOptional()
            .orElse(null)
        : null;
  }

  private @Nullable PckCertificate trustedPck(@Nullable PckChain chain) {
    boolean chainFailed =
        results.values().stream()
            .anyMatch(r -> r.state() == State.FAILED && r.check().stage() == Stage.PCK_CHAIN);
    return chain == null || chainFailed ? null : chain.pck().orElse(null);
  }

  private boolean noneFailed() {
    return results.values().stream().noneMatch(r -> r.state() == State.FAILED);
  }

  private void addTcb(VerificationResult result) {
    Set<RejectReason> tcb =
        EnumSet.range(RejectReason.TCB_NOT_SUPPORTED, RejectReason.TCB_UNRECOGNIZED_STATUS);
    if (result instanceof Rejected rejected) {
      if (tcb.contains(rejected.reason())) {
        add(CheckResult.of(rejected.reason(), rejected.rejection().problem()));
      }
    } else {
      tcb.forEach(check -> add(CheckResult.of(check, null)));
    }
  }

  /** Of two results for one check a failure counts, then one that passed. */
  private void add(CheckResult result) {
    results.merge(
        result.check(),
        result,
        (a, b) -> {
          if (a.state() == State.FAILED || b.state() == State.NOT_EVALUATED) {
            return a;
          }
          return b;
        });
  }

  private List<CheckResult> inOrder() {
    List<CheckResult> list = new ArrayList<>();
    for (RejectReason check : RejectReason.values()) {
      list.add(results.getOrDefault(check, CheckResult.of(check, Problem.NOT_EVALUATED)));
    }
    return List.copyOf(list);
  }
}
