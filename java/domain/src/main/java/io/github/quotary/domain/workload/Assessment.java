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
 * What is known of a proof: the quote's verdict, what the log replays to, and who therefore
 * attested. The parts are independent: a log can replay to a quote that nobody signed.
 *
 * @param proof the proof
 * @param verification the quote's verdict; empty without collateral
 * @param report the TD's report, if the bytes are a quote of a TD
 * @param comparison the log beside the quote, if both are there
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

  /** Whether Intel's signatures lead to the quote, whatever the policy says of its TCB. */
  public boolean isVerified() {
    return verification.filter(VerificationResult.Verified.class::isInstance).isPresent();
  }

  /** The report data of the quote's bytes, 64 bytes, if they are a quote of a TD. */
  public Optional<Measurement> reportData() {
    return report.map(TdReport::reportData);
  }

  /** Whether the answer states another report data beside the quote than the quote has. */
  public boolean statesOtherReportData() {
    Optional<Measurement> stated = proof.answer().statedReportData();
    return stated.isPresent() && !stated.equals(reportData());
  }

  /** Whether the log replays to this register of the quote. */
  boolean replays(Rtmr register) {
    return comparison.filter(log -> log.matches(register)).isPresent();
  }

  /** The system events, if they are as they must be. */
  public Optional<SystemEvents> systemEvents() {
    return events.flatMap(Reading::found);
  }

  /** Who attested, by the log. */
  public Optional<AppIdentity> identity() {
    return systemEvents().map(SystemEvents::identity);
  }
}
