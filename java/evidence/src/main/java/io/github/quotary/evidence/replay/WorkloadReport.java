package io.github.quotary.evidence.replay;

import io.github.quotary.domain.dstack.AppIdentity;
import io.github.quotary.domain.dstack.DerivedIdentity;
import io.github.quotary.domain.dstack.DeviceId;
import io.github.quotary.domain.dstack.MrConfigCheck;
import io.github.quotary.domain.dstack.SystemEvents;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RuntimeEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The identity of a dstack workload.
 *
 * @param refusal why it is unknown, if it is
 * @param fields what is known, by name
 */
public record WorkloadReport(Optional<String> refusal, Map<String, String> fields) {
  /**
   * Empty where RTMR3 does not match, or has no run-time events: then it is not a dstack workload.
   */
  public static Optional<WorkloadReport> of(Quote quote, RtmrComparison comparison) {
    boolean dstack =
        comparison.matches(Rtmr.RTMR3)
            && comparison.proven(Rtmr.RTMR3).stream()
                .anyMatch(event -> event.event() instanceof RuntimeEvent);
    if (!dstack) {
      return Optional.empty();
    }
    Reading<SystemEvents> reading = SystemEvents.readBoot(comparison);
    return Optional.of(
        new WorkloadReport(
            reading.problem(),
            reading.found().map(events -> fields(quote, events)).orElse(Map.of())));
  }

  private static Map<String, String> fields(Quote quote, SystemEvents events) {
    TdReport report = (TdReport) quote.body();
    AppIdentity identity = events.identity();
    DerivedIdentity derived = DerivedIdentity.of(report, events);
    MrConfigCheck config = MrConfigCheck.of(report, identity, Optional.empty());
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("state", events.isComplete() ? "up" : "booting");
    fields.put("appId", identity.appId().toString());
    fields.put("composeHash", identity.composeHash().toString());
    identity.instanceId().ifPresent(id -> fields.put("instanceId", id.toString()));
    identity
        .keyProvider()
        .ifPresent(
            provider -> {
              fields.put("keyProvider", provider.kind().eventName());
              if (provider.id().size() > 0) {
                fields.put("keyProviderId", provider.id().toString());
              }
            });
    identity.osImageHash().ifPresent(hash -> fields.put("osImageHash", hash.toString()));
    fields.put("mrSystem", derived.mrSystem().toString());
    fields.put("mrAggregated", derived.mrAggregated().toString());
    fields.put("deviceIdUserData", DeviceId.ofUserData(quote).toString());
    fields.put("mrConfigId", config.status() + ": " + config.detail());
    return fields;
  }
}
