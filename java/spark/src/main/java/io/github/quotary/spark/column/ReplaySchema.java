package io.github.quotary.spark.column;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.github.quotary.rtmr.Event;
import io.github.quotary.rtmr.EventLog;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrReplay;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The struct of {@code replay_log}: the registers that a log gives, and what it claims. A log
 * proves nothing before its registers are those of a verified quote.
 */
public final class ReplaySchema {
  private static final StructType EVENT =
      new StructType()
          .add("index", IntegerType)
          .add("register", StringType)
          .add("type", StringType)
          .add("claimed_name", StringType)
          .add("digest", BinaryType);

  private static final StructType REPLAY =
      new StructType()
          .add("problem", StringType)
          .add("rtmr0", BinaryType)
          .add("rtmr1", BinaryType)
          .add("rtmr2", BinaryType)
          .add("rtmr3", BinaryType)
          .add("contradictions", DataTypes.createArrayType(StringType))
          .add("events", DataTypes.createArrayType(EVENT));

  private ReplaySchema() {}

  /** The columns. */
  public static StructType replay() {
    return REPLAY;
  }

  /** The registers of a log; null where it has no events for one. */
  public static Row of(EventLog log) {
    RtmrReplay replay = RtmrReplay.of(log);
    return RowFactory.create(
        null,
        register(replay, Rtmr.RTMR0),
        register(replay, Rtmr.RTMR1),
        register(replay, Rtmr.RTMR2),
        register(replay, Rtmr.RTMR3),
        replay.contradictions().entrySet().stream()
            .map(each -> name(each.getKey()) + ": " + each.getValue().detail())
            .toArray(String[]::new),
        log.events().stream().map(ReplaySchema::event).toArray(Row[]::new));
  }

  /** What is not a log. */
  public static Row problem(String problem) {
    @Nullable Object[] values = new @Nullable Object[REPLAY.length()];
    values[0] = problem;
    return RowFactory.create(values);
  }

  private static byte @Nullable [] register(RtmrReplay replay, Rtmr register) {
    return replay.events(register) == 0 ? null : replay.computed(register).toByteArray();
  }

  private static Row event(Event event) {
    return RowFactory.create(
        event.index(),
        event.register().map(ReplaySchema::name).orElse("mrtd"),
        event.type().toString(),
        event.claimedName(),
        event.digest().toByteArray());
  }

  private static String name(Rtmr register) {
    return register.name().toLowerCase(Locale.ROOT);
  }
}
