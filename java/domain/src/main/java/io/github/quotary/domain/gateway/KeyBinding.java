package io.github.quotary.domain.gateway;

import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.ReportDataTag;
import io.github.quotary.domain.workload.Assessment;
import io.github.quotary.domain.workload.Proof;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.quote.Measurement;
import java.util.Optional;

/**
 * Content that a quote should be bound to, and whether it is.
 *
 * @param ref location of content and quote
 * @param standing whether the quote is bound to it
 * @param detail what was compared, or why there is nothing to compare
 * @param assessment the quote, if there is one
 */
record KeyBinding(String ref, Standing standing, String detail, Optional<Assessment> assessment) {
  /** How content and quote relate. */
  enum Standing {
    /** All 64 bytes of report data match the content. */
    BOUND,
    /** They do not match, or the answer contradicts its own quote. */
    WRONG,
    /** There is no quote. */
    UNPROVEN
  }

  static KeyBinding of(
      String ref, QuoteReading reading, ReportDataTag tag, byte[] content, QuoteAssessor assessor) {
    return reading.fold(
        answer -> of(ref, assessor.assess(new Proof(ref, answer)), tag.reportData(content)),
        reason -> new KeyBinding(ref, Standing.UNPROVEN, "no quote: " + reason, Optional.empty()),
        fault ->
            new KeyBinding(ref, Standing.WRONG, "malformed quote: " + fault, Optional.empty()));
  }

  private static KeyBinding of(String ref, Assessment assessment, Measurement expected) {
    Optional<Measurement> found = assessment.reportData();
    if (found.isEmpty()) {
      return new KeyBinding(
          ref, Standing.WRONG, "its quote is not a TD quote", Optional.of(assessment));
    } else if (!found.get().equals(expected)) {
      return new KeyBinding(
          ref,
          Standing.WRONG,
          "report data is " + found.get() + "; expected " + expected,
          Optional.of(assessment));
    } else if (assessment.statesOtherReportData()) {
      return new KeyBinding(
          ref,
          Standing.WRONG,
          "the answer's report data differs from its quote's",
          Optional.of(assessment));
    }
    return new KeyBinding(
        ref, Standing.BOUND, "report data is " + expected, Optional.of(assessment));
  }

  String line() {
    return ref + ": " + standing + ", " + detail;
  }
}
