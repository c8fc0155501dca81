package io.github.quotary.spark.large;

import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.QuotarySpark;
import io.github.quotary.spark.config.VerifyOptions;
import io.github.quotary.spark.fleet.QuoteMint;
import io.github.quotary.spark.fleet.SparkFleet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures how much of an executor's heap the caches hold for each host: the growth of the used
 * heap by a run over two quotes of each.
 *
 * <p>Arguments: the engine, then numbers of hosts.
 */
public final class HostMemory {
  private HostMemory() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = LocalSpark.session("local[1]")) {
      verify(spark, quotes(spark, 2), arguments[0], 2);
      for (int i = 1; i < arguments.length; i++) {
        int hosts = Integer.parseInt(arguments[i]);
        Dataset<Row> quotes = quotes(spark, hosts);
        quotes.write().format("noop").mode("overwrite").save();
        long before = usedHeap();
        verify(spark, quotes, arguments[0], hosts);
        long grown = usedHeap() - before;
        System.out.printf(
            "engine %s, %d hosts: %.1f MiB, %d bytes for each%n",
            arguments[0], hosts, grown / 1048576.0, grown / hosts);
      }
    }
    System.exit(0);
  }

  private static Dataset<Row> quotes(SparkSession spark, int hosts) {
    return QuoteTable.of(spark, QuoteMint.of(hosts), 2L * hosts, 4);
  }

  private static void verify(SparkSession spark, Dataset<Row> quotes, String engine, int hosts) {
    VerifyOptions options =
        SparkFleet.of(1).options().engine(engine).hosts(hosts).keep("id").build();
    QuotarySpark.verify(quotes, options).write().format("noop").mode("overwrite").save();
  }

  /** Twice, because the first collection may make more memory collectable. */
  private static long usedHeap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
