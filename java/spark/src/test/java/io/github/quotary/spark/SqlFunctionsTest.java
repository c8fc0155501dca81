package io.github.quotary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.github.quotary.spark.fleet.SparkFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RunsOnSpark
class SqlFunctionsTest {
  private static final SparkFleet FLEET = SparkFleet.of(3);

  @TempDir Path folder;

  /** A session of its own that is configured for the fleet. */
  private SparkSession session() throws IOException {
    SparkSession spark = LocalSpark.session().newSession();
    Path collateral = Files.write(folder.resolve("collateral.json"), FLEET.collateralJson());
    Path root = Files.write(folder.resolve("root.pem"), FLEET.root());
    spark.conf().set("spark.quotary.collateral", collateral.toString());
    spark.conf().set("spark.quotary.trustAnchor", root.toString());
    spark.conf().set("spark.quotary.anyTd", "true");
    List<Row> rows = new ArrayList<>();
    for (byte[] quote : FLEET.quotes()) {
      rows.add(RowFactory.create(quote));
    }
    rows.add(RowFactory.create((Object) null));
    rows.add(RowFactory.create((Object) "garbage".getBytes(UTF_8)));
    spark
        .createDataFrame(rows, new StructType().add("quote", DataTypes.BinaryType))
        .createOrReplaceTempView("quotes");
    return spark;
  }

  private static String at() {
    return "timestamp '" + FLEET.at() + "'";
  }

  @Test
  void theExtensionVerifies() throws IOException {
    SparkSession spark = session();
    List<Row> rows =
        spark
            .sql(
                "SELECT v.verdict, v.tcb_status, v.fmspc, v.detail FROM"
                    + " (SELECT verify_quote(quote, "
                    + at()
                    + ") AS v FROM quotes) ORDER BY v.verdict, v.detail")
            .collectAsList();

    assertEquals(5, rows.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(RowFactory.create("GENUINE", "UpToDate", "30a06d050000", null), rows.get(i));
    }
    assertEquals("REJECTED", rows.get(3).getString(0));
    assertEquals("there is no quote: the column is NULL", rows.get(4).getString(3));
  }

  @Test
  void theSessionsConfigurationCounts() throws IOException {
    SparkSession spark = session();
    spark.conf().unset("spark.quotary.anyTd");

    Row row = spark.sql("SELECT verify_quote(quote, " + at() + ") AS v FROM quotes").first();

    assertEquals(false, row.getStruct(0).<Boolean>getAs("trusted"));
    assertEquals("GENUINE", row.getStruct(0).getAs("verdict"));
  }

  @Test
  void registeredFunctionsAreTheSame() throws IOException {
    SparkSession spark = session();
    QuotarySpark.register(spark);

    long genuine =
        spark
            .sql("SELECT verify_quote(quote, " + at() + ").trusted AS trusted FROM quotes")
            .filter("trusted")
            .count();

    assertEquals(3, genuine);
  }

  @Test
  void anInspectionVerifiesNothing() throws IOException {
    Row row =
        session()
            .sql(
                "SELECT i.problem, i.tee, i.quote_version, i.fmspc, i.ca,"
                    + " i.measurements.mr_td FROM (SELECT inspect_quote(quote) AS i FROM quotes)"
                    + " WHERE i.problem IS NULL")
            .first();

    assertEquals(
        RowFactory.create(null, "tdx", 4, "30a06d050000", "platform"),
        RowFactory.create(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)));
    assertTrue(HexFormat.of().formatHex(row.getAs(5)).startsWith("4034ade96c3c"));
  }

  @Test
  void aLogIsReplayed() throws IOException {
    DstackApp app = DstackApp.of(DstackEra.V0_6);
    Scenario measured = app.measuredInto(Scenario.upToDate());
    SparkSession spark = session();
    spark
        .createDataFrame(
            List.of(RowFactory.create(app.eventLogJson()), RowFactory.create("no log")),
            new StructType().add("log", DataTypes.StringType))
        .createOrReplaceTempView("logs");

    List<Row> rows =
        spark
            .sql(
                "SELECT r.problem, r.rtmr3, size(r.events) FROM (SELECT replay_log(log) AS r FROM logs)")
            .collectAsList();

    assertArrayEquals(
        HexFormat.of().parseHex(measured.quote().td().get(TdField.RTMR3)), rows.get(0).getAs(1));
    assertTrue(rows.get(0).getInt(2) > 3);
    assertTrue(rows.get(1).getString(0) != null, () -> rows.toString());
  }
}
