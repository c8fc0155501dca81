package io.github.quotary.spark.cluster;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.QuotarySpark;
import io.github.quotary.spark.fleet.QuoteMint;
import io.github.quotary.spark.fleet.SparkFleet;
import io.github.quotary.spark.large.QuoteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of {@link LargeRun}: signs quotes in the tasks, each another, and verifies them; every
 * column of every verdict is made and then dropped. What signing costs is measured before, and
 * subtracted from the processor time.
 */
public final class LargeJob {
  private static final int ROWS_PER_TASK = 50_000;
  private static final int WARM_TASKS = 24;

  /** Sizes the collector and the compilers for one core, too. */
  private static final String ONE_CORE = "-XX:ActiveProcessorCount=1";

  private final SparkSession spark;
  private final QuoteMint mint;
  private final String engine;
  private final int hosts;
  private final AtomicLong cpu = new AtomicLong();
  private final AtomicLong collecting = new AtomicLong();

  private LargeJob(SparkSession spark, int hosts, String engine) {
    this.spark = spark;
    this.mint = QuoteMint.of(hosts);
    this.hosts = hosts;
    this.engine = engine;
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                cpu.addAndGet(end.taskMetrics().executorCpuTime());
                collecting.addAndGet(end.taskMetrics().jvmGCTime());
              }
            });
  }

  /** Arguments: the master's address, how many executors, rows, hosts, the engine. */
  public static void main(String[] arguments) throws Exception {
    int executors = Integer.parseInt(arguments[1]);
    long rows = Long.parseLong(arguments[2]);
    System.setProperty("spark.executor.extraClassPath", StandaloneCluster.folders());
    System.setProperty("spark.executor.memory", "2g");
    System.setProperty("spark.executor.cores", "1");
    System.setProperty("spark.cores.max", Integer.toString(executors));
    System.setProperty("spark.executor.extraJavaOptions", ONE_CORE);
    try (SparkSession spark = LocalSpark.session(arguments[0])) {
      new LargeJob(spark, Integer.parseInt(arguments[3]), arguments[4]).run(executors, rows);
    }
    System.exit(0);
  }

  private void run(int executors, long rows) throws Exception {
    long warm = Math.min(rows, (long) executors * WARM_TASKS * ROWS_PER_TASK);
    verify(warm);
    measured(quotes(warm));
    Cost signing = measured(quotes(warm));
    Map<String, Long> expected = QuoteMint.expected(rows);
    Counted counted = verify(rows);
    double seconds = counted.cost().seconds();
    System.out.printf(
        "executors %d, engine %s, hosts %d, rows %d, %.1f s, %.0f rows/s, CPU of a row %.2f us,"
            + " of which signing %.2f us, collecting garbage %.1f s; counts %s %s%n",
        executors,
        engine,
        hosts,
        rows,
        seconds,
        rows / seconds,
        counted.cost().nanos() / 1e3 / rows,
        signing.nanos() / 1e3 / warm,
        counted.cost().gcMillis() / 1e3,
        counted.counts(),
        counted.counts().equals(expected) && counted.areIdsWhole(rows)
            ? "as expected"
            : "NOT AS EXPECTED " + expected);
  }

  private Dataset<Row> quotes(long rows) {
    int partitions = (int) Math.max(1, rows / ROWS_PER_TASK);
    return QuoteTable.of(spark, mint, rows, partitions);
  }

  private record Cost(double seconds, double nanos, long gcMillis) {}

  private record Counted(Cost cost, Map<String, Long> counts, long ids, long verified) {
    boolean areIdsWhole(long rows) {
      return ids == rows * (rows - 1) / 2 && verified == counts.get("");
    }
  }

  private Cost measured(Dataset<Row> rows) throws Exception {
    cpu.set(0);
    collecting.set(0);
    long start = System.nanoTime();
    rows.write().format("noop").mode("overwrite").save();
    double seconds = (System.nanoTime() - start) / 1e9;
    spark.sparkContext().listenerBus().waitUntilEmpty();
    return new Cost(seconds, cpu.get(), collecting.get());
  }

  /** Counts by reason while the rows pass. */
  private Counted verify(long rows) throws Exception {
    Dataset<Row> verdicts =
        QuotarySpark.verify(
            quotes(rows),
            SparkFleet.of(1).options().engine(engine).hosts(hosts).keep("id").build());
    List<String> reasons = List.copyOf(QuoteMint.expected(1000).keySet());
    List<Column> counts = new ArrayList<>();
    for (String reason : reasons) {
      Column is = coalesce(col("reason"), lit("")).equalTo(reason);
      counts.add(count(when(is, lit(1))).as("reason " + reason));
    }
    counts.add(count(when(col("outcome").equalTo("verified"), lit(1))).as("verified"));
    Observation observation = new Observation();
    Cost cost =
        measured(verdicts.observe(observation, sum("id").as("ids"), counts.toArray(new Column[0])));
    Map<String, Object> seen = observation.getAsJava();
    Map<String, Long> byReason = new java.util.LinkedHashMap<>();
    reasons.forEach(reason -> byReason.put(reason, (Long) seen.get("reason " + reason)));
    return new Counted(cost, byReason, (Long) seen.get("ids"), (Long) seen.get("verified"));
  }
}
