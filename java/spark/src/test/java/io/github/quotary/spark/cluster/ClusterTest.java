package io.github.quotary.spark.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.RunsOnSpark;
import io.github.quotary.spark.fleet.QuoteMint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers, of which one is killed. */
@RunsOnSpark
@Tag("any-jdk")
class ClusterTest {
  private static final long ROWS = Long.getLong("quotary.spark.rows", 1000);

  @TempDir Path folder;

  @Test
  void everyRowHasItsVerdictOnceThoughAWorkerIsKilled() throws Exception {
    String verdicts = folder.resolve("verdicts").toString();
    try (Gate gate = new Gate();
        StandaloneCluster cluster = StandaloneCluster.of(folder, 2)) {
      Node driver =
          cluster.start(
              "(never)",
              ClusterJob.class.getName(),
              cluster.address(),
              Integer.toString(gate.port()),
              Long.toString(ROWS),
              verdicts);
      ProcessHandle executor = ProcessHandle.of(held(gate, cluster).get(0)).orElseThrow();
      ProcessHandle worker = executor.parent().orElseThrow();
      worker.destroyForcibly();
      executor.destroyForcibly();
      worker.onExit().join();
      executor.onExit().join();
      gate.open();
      assertEquals(0, driver.exitCode(), driver::toString);
    }

    Dataset<Row> rows = LocalSpark.session().read().parquet(verdicts);
    List<String> expected = lines(ClusterJob.verdicts(LocalSpark.session(), ROWS));
    assertEquals(ROWS, expected.size());
    assertEquals(String.join("\n", expected), String.join("\n", lines(rows)));
    assertEquals(QuoteMint.expected(ROWS), byReason(rows));
  }

  private static List<Long> held(Gate gate, StandaloneCluster cluster) throws IOException {
    try {
      return gate.hold(2);
    } catch (SocketTimeoutException e) {
      throw new IOException(cluster.toString(), e);
    }
  }

  private static List<String> lines(Dataset<Row> verdicts) {
    return verdicts
        .orderBy("id")
        .selectExpr(
            "concat_ws(' ', id, outcome, verdict, tcb_status, reason, detail, hex(quote_id))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Map<String, Long> byReason(Dataset<Row> verdicts) {
    return verdicts
        .selectExpr("coalesce(reason, '') AS reason")
        .groupBy("reason")
        .count()
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }
}
