package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogSpec;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.UnaryOperator;

/**
 * A TD that makes quotes, honest or not.
 *
 * @param app what runs in it
 * @param platform platform, quote and collateral; its TD is overwritten with what the app measures
 * @param seed which simulated Intel certified it: 0 for the laboratory's own
 * @param twist what it does differently
 */
@RecordBuilder
public record Workload(DstackApp app, Scenario platform, int seed, Twist twist)
    implements WorkloadBuilder.With {

  /**
   * What a dishonest TD, or whoever passes on its answers, does differently.
   *
   * @param reportData from the right report data, 64 octets, to those that are quoted
   * @param measured from the right events to those that are measured
   * @param told from the measured events to those that the log tells of
   * @param td a last change of the report before it is signed
   * @param answer a change of the finished answer; nothing is signed again
   */
  @RecordBuilder
  public record Twist(
      UnaryOperator<byte[]> reportData,
      UnaryOperator<EventLogSpec> measured,
      UnaryOperator<EventLogSpec> told,
      UnaryOperator<ReportSpec<TdField>> td,
      UnaryOperator<QuoteAnswer> answer)
      implements WorkloadTwistBuilder.With {
    /** No change. */
    public static Twist none() {
      return new Twist(
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity(),
          UnaryOperator.identity());
    }
  }

  /** An honest app of this era on an up-to-date platform. */
  public static Workload of(DstackEra era) {
    return new Workload(DstackApp.of(era), Scenario.upToDate(), 0, Twist.none());
  }

  /** The same with the app changed. */
  public Workload withApp(UnaryOperator<DstackApp> change) {
    return withApp(change.apply(app));
  }

  /** The same with platform, quote or collateral changed before anything is signed. */
  public Workload withPlatform(UnaryOperator<Scenario> change) {
    return withPlatform(change.apply(platform));
  }

  /** The same that quotes other report data than it should. */
  public Workload quoting(UnaryOperator<byte[]> value) {
    return withTwist(twist.withReportData(value));
  }

  /** The same that measures other events. */
  public Workload measuring(UnaryOperator<EventLogSpec> value) {
    return withTwist(twist.withMeasured(value));
  }

  /** The same whose log tells of other events than were measured. */
  public Workload telling(UnaryOperator<EventLogSpec> value) {
    return withTwist(twist.withTold(value));
  }

  /** The same with its TD's report changed before it is signed. */
  public Workload withTd(UnaryOperator<ReportSpec<TdField>> value) {
    return withTwist(twist.withTd(value));
  }

  /** The same with finished answers changed; nothing is signed again. */
  public Workload answering(UnaryOperator<QuoteAnswer> value) {
    return withTwist(twist.withAnswer(value));
  }
}
