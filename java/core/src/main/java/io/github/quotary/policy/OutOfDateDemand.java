package io.github.quotary.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quotary.quote.Quote;
import io.github.quotary.status.TcbStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An out-of-date TCB is good enough for a while: after the TCB date of the matched levels, or after
 * a date that the policy names. What would not be accepted were it up to date is not accepted.
 */
record OutOfDateDemand(
    GracePeriod gracePeriod, @Nullable Instant sinceOrNull, Set<TcbStatus> accepted)
    implements Demand {
  private static final Set<TcbStatus> AGED =
      EnumSet.of(TcbStatus.OUT_OF_DATE, TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED);

  OutOfDateDemand {
    if (sinceOrNull != null) {
      MinTcbDateDemand.requirePlausible("since", sinceOrNull);
    }
  }

  OutOfDateDemand(GracePeriod gracePeriod, @Nullable Instant sinceOrNull) {
    this(gracePeriod, sinceOrNull, Set.of());
  }

  /** With the statuses that the policy accepts of any age. */
  @Override
  public Demand beside(Map<Rule, Demand> others) {
    return others.get(Rule.TCB_STATUS) instanceof TcbStatusDemand status
        ? new OutOfDateDemand(gracePeriod, sinceOrNull, status.accepted())
        : this;
  }

  /**
   * Fails where the policy states a period that limits nothing: a status that is accepted of any
   * age beside it, or none whose age alone stands against it.
   */
  static void requireEffect(Map<Rule, Demand> stated) {
    if (!(stated.get(Rule.OUT_OF_DATE) instanceof OutOfDateDemand)
        || !(stated.get(Rule.TCB_STATUS) instanceof TcbStatusDemand status)) {
      return;
    }
    for (TcbStatus aged : AGED) {
      if (status.accepted().contains(aged)) {
        throw new IllegalArgumentException(
            "tcbStatus accepts "
                + aged.intelName()
                + " of any age, and outOfDate for a while; leave it out of tcbStatus, or leave"
                + " outOfDate out");
      }
    }
    if (Arrays.stream(TcbStatus.values()).noneMatch(any -> governs(any, status.accepted()))) {
      throw new IllegalArgumentException(
          "outOfDate accepts nothing beside this tcbStatus, which has neither UpToDate nor"
              + " ConfigurationNeeded; add one of them, or leave outOfDate out");
    }
  }

  /** Whether this status is left to this demand: only its age stands against it. */
  static boolean governs(TcbStatus status, Set<TcbStatus> accepted) {
    return !accepted.contains(status)
        && switch (status) {
          case OUT_OF_DATE, TD_RELAUNCH_ADVISED -> accepted.contains(TcbStatus.UP_TO_DATE);
          case OUT_OF_DATE_CONFIGURATION_NEEDED, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED ->
              accepted.contains(TcbStatus.CONFIGURATION_NEEDED);
          default -> false;
        };
  }

  @Override
  public void check(Quote quote, EvaluatedPlatform platform, Instant at, Objections objections) {
    TcbStatus status = platform.tcb().status();
    Instant start = sinceOrNull != null ? sinceOrNull : platform.tcb().tcbDate();
    Instant end = gracePeriod.after(start);
    if (governs(status, accepted) && at.isAfter(end)) {
      objections.raise(
          status.intelName() + " at " + at + ", TCB date " + platform.tcb().tcbDate(),
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
