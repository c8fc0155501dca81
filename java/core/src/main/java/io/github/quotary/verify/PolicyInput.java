package io.github.quotary.verify;

import io.github.quotary.collateral.TrustedCollateral;
import io.github.quotary.collateral.Validity;
import io.github.quotary.pki.PckCertificate;
import io.github.quotary.pki.PckChain;
import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TeeType;
import io.github.quotary.tcb.TcbEvaluation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy looks at: a quote that was verified, and what was learned on the way.
 *
 * @param policy the policy itself, for demands that depend on each other
 * @param at the time of verification
 * @param quote the quote
 * @param chain its own certificates
 * @param collateral Intel's statements
 * @param tcb the evaluation of its platform
 * @param validity dates of all eight sources
 * @param expired whether anything is out of date, as Intel's QVL counts it
 */
record PolicyInput(
    Policy policy,
    Instant at,
    Quote quote,
    PckChain chain,
    TrustedCollateral collateral,
    TcbEvaluation tcb,
    Validity validity,
    boolean expired) {

  Optional<TdReport> tdReport() {
    return quote.body() instanceof TdReport report ? Optional.of(report) : Optional.empty();
  }

  Optional<EnclaveReport> enclaveReport() {
    return quote.body() instanceof EnclaveReport report ? Optional.of(report) : Optional.empty();
  }

  PckCertificate pck() {
    return chain.pck().orElseThrow();
  }

  /** Why a field that only quotes of this kind have is absent, or null for a quote of the kind. */
  @Nullable String absenceOutside(TeeType tee) {
    return quote.teeType() == tee
        ? null
        : "absent: " + quote.teeType() + " quotes have no such field, only " + tee + " quotes do";
  }
}
