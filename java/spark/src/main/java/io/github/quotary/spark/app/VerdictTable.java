package io.github.quotary.spark.app;

import io.github.quotary.evidence.input.InputException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The folder of verdicts, which tells what was done. */
final class VerdictTable {
  /** So many ids go to every executor; more are joined. */
  private static final long MAX_BROADCAST = 2_000_000;

  private final SparkSession spark;
  private final String folder;

  VerdictTable(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * The rows that are there; empty if there are none.
   *
   * @throws InputException if the folder holds something else
   */
  Optional<Dataset<Row>> rows() {
    if (!hasFiles()) {
      return Optional.empty();
    }
    Dataset<Row> rows = spark.read().parquet(folder);
    if (!Arrays.asList(rows.schema().fieldNames()).contains("outcome")) {
      throw new InputException(folder + " holds other tables than verdicts; use another --out");
    }
    return Optional.of(rows);
  }

  private boolean hasFiles() {
    Path path = new Path(folder);
    try {
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return files.exists(path)
          && Arrays.stream(files.listStatus(path))
              .anyMatch(each -> each.getPath().getName().endsWith(".parquet"));
    } catch (IOException e) {
      throw new InputException("Cannot read " + folder + ": " + e.getMessage());
    }
  }

  /** The rows of the input that are not there yet. */
  Dataset<Row> without(Dataset<Row> input, String id) {
    Optional<Dataset<Row>> done = rows();
    if (done.isEmpty()) {
      return input;
    }
    if (!Arrays.asList(done.get().schema().fieldNames()).contains(id)) {
      throw new InputException(folder + " has no column '" + id + "'; use another --out");
    }
    Dataset<Row> ids = done.get().select(functions.col(id).as("quotary_done"));
    Dataset<Row> known = ids.count() <= MAX_BROADCAST ? functions.broadcast(ids) : ids;
    Column isKnown = input.col(id).eqNullSafe(ids.col("quotary_done"));
    return input.join(known, isKnown, "left_anti");
  }

  /**
   * Adds verdicts. A task's file appears whole, when the task is done: what was done when a run is
   * killed need not be done again.
   */
  void append(Dataset<Row> verdicts) {
    verdicts
        .write()
        .mode(SaveMode.Append)
        .option("mapreduce.fileoutputcommitter.algorithm.version", "2")
        .parquet(folder);
  }
}
