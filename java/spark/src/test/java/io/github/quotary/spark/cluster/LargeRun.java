package io.github.quotary.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many rows on the standalone cluster, on one executor and on two in turns. Not among the tests,
 * since it takes minutes and both cores; the guide has the command. It tells what it measured in
 * {@code target/large-run.txt}.
 */
@EnabledIfSystemProperty(named = "quotary.spark.large", matches = "[0-9]+")
class LargeRun {
  private static final String ROWS = System.getProperty("quotary.spark.large", "0");
  private static final String SCALING_ROWS = System.getProperty("quotary.spark.scaling", "3000000");
  private static final String HOSTS = System.getProperty("quotary.spark.hosts", "1000");
  private static final String ENGINE = System.getProperty("quotary.spark.engine", "auto");
  private static final int ROUNDS = Integer.getInteger("quotary.spark.rounds", 3);
  private static final long PATIENCE_SECONDS = 7200;

  @TempDir Path folder;

  @Test
  void everyRowIsCounted() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (String executors : List.of("1", "2")) {
        run(executors, SCALING_ROWS);
      }
    }
    run("2", ROWS);
  }

  private void run(String executors, String rows) throws Exception {
    if (Long.parseLong(rows) == 0) {
      return;
    }
    Path home = Files.createTempDirectory(folder, "spark");
    try (StandaloneCluster cluster = StandaloneCluster.of(home, 2)) {
      String told =
          cluster
              .start(
                  "(executors.*)",
                  LargeJob.class.getName(),
                  cluster.address(),
                  executors,
                  rows,
                  HOSTS,
                  ENGINE)
              .awaited(PATIENCE_SECONDS);
      tell(told);
    }
  }

  private static void tell(String line) throws IOException {
    Files.writeString(
        Path.of("target", "large-run.txt"),
        line + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
