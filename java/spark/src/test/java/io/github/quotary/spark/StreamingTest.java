package io.github.quotary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.spark.fleet.SparkFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One verdict for each id, also where a stream was killed after a write and before its commit. */
@RunsOnSpark
class StreamingTest {
  private static final SparkFleet FLEET = SparkFleet.of(4);
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.StringType).add("quote", DataTypes.BinaryType);

  private final SparkSession spark = oneStateStore();

  @TempDir Path folder;

  private static SparkSession oneStateStore() {
    SparkSession spark = LocalSpark.session().newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    return spark;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** A file of quotes arrives. */
  private void arrive(String... ids) {
    List<Row> rows = new ArrayList<>();
    for (String id : ids) {
      byte[] quote = FLEET.quotes().get(rows.size()).clone();
      if (id.startsWith("bad")) {
        quote[600] ^= 1;
      }
      rows.add(RowFactory.create(id, quote));
    }
    spark
        .createDataFrame(rows, SCHEMA)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(path("arriving"));
  }

  private DataStreamWriter<Row> stream() {
    Dataset<Row> quotes =
        spark
            .readStream()
            .schema(SCHEMA)
            .option("maxFilesPerTrigger", 1)
            .parquet(path("arriving"))
            .dropDuplicates("id");
    return QuotarySpark.verify(quotes, FLEET.options().keep("id").build())
        .writeStream()
        .option("checkpointLocation", path("checkpoint"))
        .trigger(Trigger.AvailableNow());
  }

  /** Verifies what has arrived, with the sink of the guide. */
  private void runOverwriting() throws Exception {
    String verdicts = path("verdicts");
    VoidFunction2<Dataset<Row>, Long> sink =
        (rows, batch) ->
            rows.write().mode(SaveMode.Overwrite).parquet(verdicts + "/batch=" + batch);
    StreamingQuery query = stream().foreachBatch(sink).start();
    query.awaitTermination();
  }

  private void runAppending() throws Exception {
    StreamingQuery query = stream().format("parquet").option("path", path("verdicts")).start();
    query.awaitTermination();
  }

  /** As if the process had been killed when the last batch was written and not yet committed. */
  private void forgetLastCommit() throws IOException {
    Path commits = folder.resolve("checkpoint").resolve("commits");
    Path last;
    try (Stream<Path> files = Files.list(commits)) {
      last =
          files
              .filter(file -> file.getFileName().toString().matches("\\d+"))
              .max(
                  Comparator.comparing(
                      (Path file) -> Integer.valueOf(file.getFileName().toString())))
              .orElseThrow();
    }
    Files.delete(last);
    Files.deleteIfExists(commits.resolve("." + last.getFileName() + ".crc"));
  }

  private List<String> verdicts() {
    return spark
        .read()
        .parquet(path("verdicts"))
        .selectExpr("concat(id, ' ', verdict)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private long batches() throws IOException {
    try (Stream<Path> folders = Files.list(folder.resolve("verdicts"))) {
      return folders.filter(each -> each.getFileName().toString().startsWith("batch=")).count();
    }
  }

  @Test
  void aBatchThatWasNotCommittedIsOverwritten() throws Exception {
    arrive("a", "bad b", "a");
    runOverwriting();
    assertEquals(List.of("a GENUINE", "bad b REJECTED"), verdicts());
    forgetLastCommit();
    arrive("c", "a");

    runOverwriting();

    assertEquals(List.of("a GENUINE", "bad b REJECTED", "c GENUINE"), verdicts());
    assertEquals(2, batches());
  }

  @Test
  void sparksOwnSinkSkipsABatchThatItHas() throws Exception {
    arrive("a", "bad b");
    runAppending();
    forgetLastCommit();
    arrive("c", "a");

    runAppending();

    assertEquals(List.of("a GENUINE", "bad b REJECTED", "c GENUINE"), verdicts());
    assertTrue(Files.isDirectory(folder.resolve("verdicts").resolve("_spark_metadata")));
  }
}
