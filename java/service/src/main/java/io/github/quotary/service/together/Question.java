package io.github.quotary.service.together;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.evidence.report.Provenance;
import io.github.quotary.policy.Expected;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A quote that is to be verified, and how. Immutable.
 *
 * @param quote its remaining bytes, which must not change
 * @param collateral its own; null to ask the source
 * @param at the time of verification
 * @param verifier which policy counts
 * @param expected what is expected beside the policy
 * @param bindings what ties the quote to other parts of its input
 * @param logs the event logs that came with it
 * @param notes what else of its input was not read or not used, a sentence each
 * @param provenance where time and collateral come from
 * @param renderer makes the answer of the verdict; null for JSON
 */
public record Question(
    ByteBuffer quote,
    @Nullable Collateral collateral,
    Instant at,
    Verifier verifier,
    Expected expected,
    List<Binding> bindings,
    List<EventLog> logs,
    List<String> notes,
    Provenance provenance,
    @Nullable Function<InputChecks, Answer> renderer)
    implements BatchQuote {

  /** A quote alone, whose verdict is answered as JSON. */
  public static Question of(
      ByteBuffer quote, Instant at, Verifier verifier, Provenance provenance) {
    return new Question(
        quote,
        null,
        at,
        verifier,
        Expected.nothing(),
        List.of(),
        List.of(),
        List.of(),
        provenance,
        null);
  }

  /** The same with another answer. */
  public Question renderedBy(Function<InputChecks, Answer> other) {
    return new Question(
        quote, collateral, at, verifier, expected, bindings, logs, notes, provenance, other);
  }
}
