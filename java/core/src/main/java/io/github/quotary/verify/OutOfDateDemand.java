package io.github.quotary.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An out-of-date TCB is good enough for a while: after the TCB date of the matched levels, or after
 * a date that the policy names. What would not be accepted were it up to date is not accepted.
 */
record OutOfDateDemand(GracePeriod gracePeriod, @Nullable Instant sinceOrNull) implements Demand {
  OutOfDateDemand {
    if (sinceOrNull != null) {
      MinTcbDateDemand.requirePlausible(sinceOrNull);
    }
  }

  /** Whether this status is left to this demand: only its age stands against it. */
  boolean governs(TcbStatus status, Set<TcbStatus> accepted) {
    return !accepted.contains(status)
        && switch (status) {
          case OUT_OF_DATE, TD_RELAUNCH_ADVISED -> accepted.contains(TcbStatus.UP_TO_DATE);
          case OUT_OF_DATE_CONFIGURATION_NEEDED, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED ->
              accepted.contains(TcbStatus.CONFIGURATION_NEEDED);
          default -> false;
        };
  }

  @Override
  public void check(PolicyInput input, Objection objection) {
    TcbStatus status = input.tcb().status();
    Instant start = sinceOrNull != null ? sinceOrNull : input.tcb().tcbDate();
    Instant end = gracePeriod.after(start);
    if (governs(status, input.policy().acceptedTcbStatuses()) && input.at().isAfter(end)) {
      objection.raise(
          status.intelName() + " at " + input.at() + ", TCB date " + input.tcb().tcbDate(),
          status.intelName() + " until " + end + " (" + expected() + ")");
    }
  }

  @Override
  public String expected() {
    return gracePeriod + " after " + (sinceOrNull != null ? sinceOrNull : "the TCB date");
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("gracePeriod", gracePeriod.toString());
    if (sinceOrNull != null) {
      json.writeStringField("since", sinceOrNull.toString());
    }
    json.writeEndObject();
  }
}
