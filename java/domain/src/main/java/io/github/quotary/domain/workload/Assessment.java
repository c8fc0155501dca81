package io.github.quotary.domain.workload;

import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.verify.VerificationResult;
import java.util.Optional;

/**
 * The assessment of a proof: the quote's verdict, the log's replay, and the resulting identity. The
 * parts are independent: a log can replay to an unsigned quote.
 *
 * @param proof the proof
 * @param verification the quote's verdict; empty without collateral
 * @param report the TD's report, if the bytes are a TD quote
 * @param comparison the log compared with the quote, if both are present
 * @param events the system events, if both are there
 */
public record Assessment(
    Proof proof,
    Optional<VerificationResult> verification,
    Optional<TdReport> report,
    Optional<RtmrComparison> comparison,
    Optional<Reading<SystemEvents>> events) {
  /** Where the proof was found. */
  public String ref() {
    return proof.ref();
  }

  /** Whether the quote verifies up to the trust anchor, whatever the policy requires of its TCB. */
  public boolean isVerified() {
    return verification.filter(VerificationResult.Verified.class::isInstance).isPresent();
  }

  /** The report data of the quote's bytes, 64 bytes, if they are a TD quote. */
  public Optional<Measurement> reportData() {
    return report.map(TdReport::reportData);
  }

  /** Whether the answer's stated report data differs from the quote's. */
  public boolean statesOtherReportData() {
    Optional<Measurement> stated = proof.answer().statedReportData();
    return stated.isPresent() && !stated.equals(reportData());
  }

  /** Whether the log replays to this register of the quote. */
  boolean replays(Rtmr register) {
    return comparison.filter(log -> log.matches(register)).isPresent();
  }

  /** The system events, if they are valid. */
  public Optional<SystemEvents> systemEvents() {
    return events.flatMap(Reading::found);
  }

  /** The attested identity, according to the log. */
  public Optional<AppIdentity> identity() {
    return systemEvents().map(SystemEvents::identity);
  }
}
