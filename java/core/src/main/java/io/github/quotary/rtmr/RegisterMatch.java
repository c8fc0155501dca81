package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.util.Optional;

/** What became of one register when the log's replay was held against a report. */
public sealed interface RegisterMatch {
  /** The register. */
  Rtmr register();

  /** Its value in the report. */
  Measurement quoted();

  /**
   * The log's events give the report's value, and nothing in the log contradicts them.
   *
   * @param register the register
   * @param quoted its value, in the report and by replay
   * @param events how many events extended it
   */
  record Matches(Rtmr register, Measurement quoted, int events) implements RegisterMatch {}

  /**
   * The log is not what was measured.
   *
   * @param register the register
   * @param quoted its value in the report
   * @param computed its value by replay; it can be the report's where an event contradicts itself
   * @param events how many events extended it
   * @param divergence the first event after which the register cannot match, where it can be known
   */
  record Differs(
      Rtmr register,
      Measurement quoted,
      Measurement computed,
      int events,
      Optional<Divergence> divergence)
      implements RegisterMatch {}

  /**
   * The log has no events for it, or only some: nothing is known of it unless it is zero.
   *
   * @param register the register
   * @param quoted its value in the report
   */
  record NoEvents(Rtmr register, Measurement quoted) implements RegisterMatch {
    /** Whether nothing extended the register, so that there is nothing to be known. */
    public boolean isUntouched() {
      return quoted.isZero();
    }
  }
}
