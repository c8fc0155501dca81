package io.github.quotary.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.spark.fleet.SparkFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the guide shows: its Scala and SQL as a script of Scala's compiler, since {@code
 * spark-shell} is not among the artifacts; its command by {@code spark-submit}; and compiles its
 * Java. The classes are those of this build, not the jars that the commands name.
 */
class GuideRunsTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final long MINUTES = 5;

  @TempDir Path folder;

  /** The commands {@code spark-shell} and {@code spark-submit} of Spark's distribution. */
  @BeforeEach
  void makeCommands() throws IOException {
    Files.createDirectory(folder.resolve("bin"));
    String java =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(System.getProperty("quotary.spark.opens").split(" ")))
            .map(each -> "'" + each + "'")
            .collect(Collectors.joining(" ", "exec ", " -Xmx1g -cp \"$TEST_CLASSES\" "));
    command(
        "spark-submit",
        java
            + "org.apache.spark.deploy.SparkSubmit --master 'local[1]'"
            + " --conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1"
            + " --conf spark.driver.host=127.0.0.1 \"$@\"");
    command(
        "spark-shell",
        """
        set -e
        script=$(mktemp)
        {
          echo 'val spark = io.github.quotary.spark.LocalSpark.session("local[1]")'
          echo 'locally {'
          cat
          echo '}'
          echo 'spark.stop()'
        } >"$script"
        """
            + java
            + "scala.tools.nsc.MainGenericRunner -usejavacp -nc \"$script\"");
  }

  private void command(String name, String script) throws IOException {
    Path file = folder.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private record Ended(int code, String output) {}

  /** Runs a script of the shell, which reads {@code input}. */
  private Ended run(Path place, String script, String input) throws Exception {
    Path fed = Files.writeString(folder.resolve("input"), input);
    Path told = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script)
            .directory(place.toFile())
            .redirectInput(fed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile());
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("TEST_CLASSES", System.getProperty("java.class.path"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> script + " does not end");
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(told));
  }

  private Path tables() throws IOException {
    SparkFleet fleet = SparkFleet.of(2);
    Path place = Files.createDirectory(folder.resolve("place"));
    Files.write(place.resolve("bundle.json"), fleet.collateralJson());
    Files.writeString(place.resolve("policy.json"), "{\"identity\": \"waived\"}");
    StructType schema =
        new StructType().add("id", DataTypes.StringType).add("quote", DataTypes.BinaryType);
    var table =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("first host", fleet.quotes().get(0)),
                    RowFactory.create("second host", fleet.quotes().get(1))),
                schema);
    table.write().parquet(place.resolve("quotes").toString());
    table.write().parquet(place.resolve("quotes.parquet").toString());
    return place;
  }

  @Test
  void theVectorIsVerifiedInTheShell() throws Exception {
    List<Guide.Block> start = Guide.blocks("Start");
    String shell =
        start.get(0).text().lines().filter(line -> !line.startsWith("mvn ")).collect(lines());

    Ended ended = run(ROOT, shell, start.get(1).text());

    assertTrue(ended.output().contains("|GENUINE|  UpToDate|"), ended::output);
    assertEquals(0, ended.code(), ended::output);
  }

  /** The quotes are simulated, so that they do not lead to Intel's root. */
  @Test
  void scalaAndSqlVerifyTables() throws Exception {
    Path place = tables();
    String scala = Guide.only("Java and Scala", "scala");
    String sql =
        Arrays.stream(Guide.only("SQL", "sql").split(";\\s*"))
            .map(each -> "spark.sql(\"\"\"" + each + "\"\"\").show(false)")
            .collect(lines());
    String view = "\nquotes.createOrReplaceTempView(\"quotes\")\n";

    Ended ended = run(place, "spark-shell", scala + view + sql + "\n");

    assertEquals(
        4, ended.output().split("host *\\|(?:REJECTED|false)", -1).length - 1, ended::output);
    assertEquals(0, ended.code(), ended::output);
  }

  @Test
  void theApplicationVerifiesATable() throws Exception {
    Path place = tables();

    Ended ended = run(place, Guide.only("The application", "sh"), "");

    assertEquals(10, ended.code(), ended::output);
    assertEquals(
        2, LocalSpark.session().read().parquet(place.resolve("verdicts").toString()).count());
  }

  @Test
  void javaIsCompiled() throws Exception {
    Guide.compile(folder, Guide.java());
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n");
  }
}
