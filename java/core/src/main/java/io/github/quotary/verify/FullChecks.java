package io.github.quotary.verify;

import io.github.quotary.collateral.AnchoredPckChain;
import io.github.quotary.collateral.CollateralDocuments;
import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.pki.KnownCertificates;
import io.github.quotary.pki.PckCertificate;
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
    AnchoredPckChain chain = checks.addChain(quote, anchor);
    documents.checkChain(chain, engine, checks::add);
    TrustedCollateral trusted = checks.trusted(documents, anchor, engine);
    QuoteChecks.CHECKS.all(
        new QuoteChecks(quote, checks.trustedPck(chain), trusted, engine), checks::add);
    checks.addTcb(result);
    return checks.inOrder();
  }

  /** The checks of bytes or arguments that were refused before anything else was looked at. */
  static List<CheckResult> ofRefused(Rejection rejection) {
    FullChecks checks = new FullChecks();
    checks.passBefore(rejection.reason());
    checks.add(CheckResult.of(rejection.reason(), rejection.problem()));
    return checks.inOrder();
  }

  /** The checks of a quote for which there is no collateral; none unless it was rejected. */
  static List<CheckResult> withoutCollateral(
      VerificationResult result, Quote quote, TrustAnchor anchor, EcdsaP256 engine) {
    if (!(result instanceof Rejected rejected)) {
      return List.of();
    }
    if (rejected.reason().stage() == Stage.ARGS) {
      return ofRefused(rejected.rejection());
    }
    FullChecks checks = new FullChecks();
    checks.passUpTo(RejectReason.CERTIFICATION_DATA_TYPE_UNSUPPORTED);
    AnchoredPckChain chain = checks.addChain(quote, anchor);
    if (chain != null) {
      chain.checkAll(engine, checks::add);
    }
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

  private @Nullable AnchoredPckChain addChain(Quote quote, TrustAnchor anchor) {
    Outcome<AnchoredPckChain> chain =
        AnchoredPckChain.parse(
            quote.signatureData().certificationData().data(), anchor, new KnownCertificates());
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

  private @Nullable PckCertificate trustedPck(@Nullable AnchoredPckChain chain) {
    boolean chainFailed =
        results.values().stream()
            .anyMatch(r -> r.state() == State.FAILED && r.check().stage() == Stage.PCK_CHAIN);
    return chain == null || chainFailed ? null : chain.chain().pck().orElse(null);
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
