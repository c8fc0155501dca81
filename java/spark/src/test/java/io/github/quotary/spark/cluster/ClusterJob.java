package io.github.quotary.spark.cluster;

import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.QuotarySpark;
import io.github.quotary.spark.fleet.QuoteMint;
import io.github.quotary.spark.fleet.SparkFleet;
import io.github.quotary.spark.large.QuoteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The driver: verifies quotes of a mint on a cluster, each task by way of a {@link Gate}. */
public final class ClusterJob {
  private static final int HOSTS = 10;
  private static final int PARTITIONS = 20;

  private ClusterJob() {}

  /** Arguments: the master's address, the gate's port, how many rows, the folder of verdicts. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("spark.executor.extraClassPath", StandaloneCluster.folders());
    System.setProperty("spark.executor.memory", "512m");
    System.setProperty(
        "spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    int port = Integer.parseInt(arguments[1]);
    try (SparkSession spark = LocalSpark.session(arguments[0])) {
      Dataset<Row> verdicts = verdicts(spark, Long.parseLong(arguments[2]));
      verdicts
          .mapPartitions(
              (MapPartitionsFunction<Row, Row>) rows -> new Gated(rows, port),
              Encoders.row(verdicts.schema()))
          .write()
          .parquet(arguments[3]);
    }
    System.exit(0);
  }

  /** The verdicts, with ids. */
  static Dataset<Row> verdicts(SparkSession spark, long rows) {
    return QuotarySpark.verify(
        QuoteTable.of(spark, QuoteMint.of(HOSTS), rows, PARTITIONS),
        SparkFleet.of(1).options().keep("id").build());
  }

  /** Asks the gate in the middle of a partition. */
  private static final class Gated implements Iterator<Row> {
    private static final int MIDDLE = 10;

    private final Iterator<Row> rows;
    private final int port;
    private int number;

    Gated(Iterator<Row> rows, int port) {
      this.rows = rows;
      this.port = port;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      if (++number == MIDDLE) {
        try {
          Gate.pass(port);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return rows.next();
    }
  }
}
