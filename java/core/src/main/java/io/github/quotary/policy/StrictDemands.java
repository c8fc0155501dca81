package io.github.quotary.policy;

import io.github.quotary.status.TcbStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What every policy asks unless it states otherwise. */
final class StrictDemands {
  private static final Map<Rule, Demand> DEMANDS =
      Map.of(
          Rule.TCB_STATUS, new TcbStatusDemand(Set.of(TcbStatus.UP_TO_DATE)),
          Rule.EXPIRED, new ExpiredDemand(GracePeriod.NONE),
          Rule.FROM_THE_FUTURE, new FromTheFutureDemand(),
          Rule.DEBUG, new DebugDemand(),
          Rule.TD_ATTRIBUTES,
              new AttributeDemand(AttributeSet.TD_ATTRIBUTES, AttributeMask.strictTdAttributes()),
          Rule.MR_SERVICE_TD, FieldDemand.noServiceTd(),
          Rule.REPORT_DATA, new Waiver(),
          Rule.IDENTITY, IdentityDemand.UNSTATED);

  private StrictDemands() {}

  static EnumMap<Rule, Demand> copy() {
    return new EnumMap<>(DEMANDS);
  }

  /** What the strict default asks of TCB statuses, to add to. */
  static Set<TcbStatus> tcbStatuses() {
    return Set.of(TcbStatus.UP_TO_DATE);
  }
}
