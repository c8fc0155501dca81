package io.github.quotary.service.engine;

import io.github.quotary.challenge.ChallengeStore;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.evidence.report.TimeSource;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.exchange.VerdictListener;
import io.github.quotary.service.together.VerifyQueue;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What every answer is made with. Thread-safe.
 *
 * @param queue verifies
 * @param rules as they were read last
 * @param settings that stay while the service runs
 * @param clock tells the time of verification
 * @param collateralSource where Intel's statements come from, in words
 * @param producer name and version of this software
 * @param challenges nonces that were handed out
 * @param verdicts hears of verdicts that the queue does not reach
 */
public record Engine(
    VerifyQueue queue,
    Supplier<Rules> rules,
    Settings settings,
    Clock clock,
    String collateralSource,
    String producer,
    ChallengeStore challenges,
    VerdictListener verdicts) {

  /** Where time and collateral come from if the request states neither. */
  public Provenance provenance() {
    return new Provenance(TimeSource.CLOCK, collateralSource, producer, false);
  }

  /** The same if the request states them. */
  public Provenance provenance(boolean isTimeGiven, boolean isCollateralGiven) {
    return new Provenance(
        isTimeGiven ? TimeSource.INPUT : TimeSource.CLOCK,
        isCollateralGiven ? "input" : collateralSource,
        producer,
        false);
  }

  /** The root that all quotes must lead to. */
  public TrustAnchor anchor() {
    return rules.get().standard().trustAnchor();
  }
}
