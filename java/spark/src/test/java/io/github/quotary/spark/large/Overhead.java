package io.github.quotary.spark.large;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability.Available;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.QuotarySpark;
import io.github.quotary.spark.config.VerifyOptions;
import io.github.quotary.spark.fleet.QuoteMint;
import io.github.quotary.spark.fleet.SparkFleet;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.Verifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what Spark costs beside {@link BatchVerifier}, on one thread: CPU time of tasks that
 * read rows with quotes, of tasks that read and verify them, with all columns of a verdict, with
 * all but the hash of the quote, and with three, and of the batch verifier on the same quotes in
 * memory.
 *
 * <p>Arguments: rows, hosts, engine, rounds.
 */
public final class Overhead {
  private final SparkSession spark = LocalSpark.session("local[1]");
  private final AtomicLong cpu = new AtomicLong();

  private Overhead() {
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                cpu.addAndGet(end.taskMetrics().executorCpuTime());
              }
            });
  }

  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    int hosts = Integer.parseInt(arguments[1]);
    String engine = arguments[2];
    int rounds = Integer.parseInt(arguments[3]);
    new Overhead().measure(rows, hosts, engine, rounds);
  }

  private void measure(int rows, int hosts, String engine, int rounds) throws Exception {
    SparkFleet fleet = SparkFleet.of(1);
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "quotary-overhead-" + rows);
    if (!Files.exists(folder)) {
      QuoteTable.of(spark, QuoteMint.of(hosts), rows, 8).write().parquet(folder.toString());
    }
    Dataset<Row> quotes = spark.read().parquet(folder.toString());
    List<byte[]> inMemory = new ArrayList<>();
    quotes.collectAsList().forEach(row -> inMemory.add(row.getAs("quote")));
    VerifyOptions options = fleet.options().engine(engine).hosts(hosts).keep("id").build();
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(fleet.root()))
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .engine(
                engine.equals("java")
                    ? EcdsaP256.java(EcdsaP256.tableBytes(hosts))
                    : ((Available) EcdsaP256.accelerated(engine, EcdsaP256.tableBytes(hosts)))
                        .engine())
            .build();
    for (int round = 0; round < rounds; round++) {
      double read = spark(QuoteTable.ids(quotes), inMemory.size());
      Dataset<Row> verdicts = QuotarySpark.verify(quotes, options);
      double verify = spark(verdicts, inMemory.size());
      double unhashed = spark(verdicts.drop("quote_id"), inMemory.size());
      double few = spark(verdicts.select("id", "trusted", "tcb_status", "reason"), inMemory.size());
      double batch = batch(verifier, fleet, inMemory);
      System.out.printf(
          "read %.2f us, read and verify %.2f us, without quote_id %.2f us, with few columns"
              + " %.2f us, BatchVerifier %.2f us, overhead %.0f %%, without quote_id %.0f %%, with"
              + " few columns %.0f %%%n",
          read,
          verify,
          unhashed,
          few,
          batch,
          100 * ((verify - read) / batch - 1),
          100 * ((unhashed - read) / batch - 1),
          100 * ((few - read) / batch - 1));
    }
  }

  private double spark(Dataset<Row> dataset, int rows) throws Exception {
    cpu.set(0);
    dataset.write().format("noop").mode("overwrite").save();
    spark.sparkContext().listenerBus().waitUntilEmpty();
    return cpu.get() / 1e3 / rows;
  }

  private static double batch(Verifier verifier, SparkFleet fleet, List<byte[]> quotes) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    var collateral = fleet.collateral();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            quotes.stream()
                .map(
                    quote ->
                        BatchQuote.of(
                            ByteBuffer.wrap(quote == null ? new byte[0] : quote),
                            collateral,
                            fleet.at())),
            (index, quote, result) -> {});
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
        / 1e3
        / quotes.size();
  }
}
