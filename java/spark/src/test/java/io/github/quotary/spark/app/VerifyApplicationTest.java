package io.github.quotary.spark.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.spark.LocalSpark;
import io.github.quotary.spark.RunsOnSpark;
import io.github.quotary.spark.fleet.SparkFleet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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
class VerifyApplicationTest {
  private static final SparkFleet FLEET = SparkFleet.of(4);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private int run(String... arguments) throws IOException {
    err.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--out",
            folder.resolve("verdicts").toString(),
            "--collateral",
            Files.write(folder.resolve("collateral.json"), FLEET.collateralJson()).toString(),
            "--trust-anchor",
            Files.write(folder.resolve("root.pem"), FLEET.root()).toString(),
            "--at",
            FLEET.at().toString()));
    return VerifyApplication.run(
        spark(), Arguments.parse(all.toArray(new String[0])), new PrintStream(err, true, UTF_8));
  }

  private String summary() {
    return err.toString(UTF_8);
  }

  private List<Row> verdicts() {
    return spark()
        .read()
        .parquet(folder.resolve("verdicts").toString())
        .orderBy("id")
        .collectAsList();
  }

  private static String line(String id, byte[] quote) {
    return "{\"id\":\""
        + id
        + "\",\"quote\":\""
        + Base64.getEncoder().encodeToString(quote)
        + "\"}";
  }

  @Test
  void aSecondRunDoesOnlyNewRows() throws IOException {
    Path lines = folder.resolve("quotes.ndjson");
    Files.write(lines, List.of(line("a", FLEET.quotes().get(0)), line("b", FLEET.quotes().get(1))));
    assertEquals(0, run(lines.toString(), "--any-td"), this::summary);
    assertTrue(summary().startsWith("TEST ROOT, 2 rows in "), this::summary);
    Files.write(
        folder.resolve("more.ndjson"),
        List.of(line("b", FLEET.quotes().get(1)), line("c", FLEET.quotes().get(2)), "", "no JSON"));

    int code = run(lines.toString(), folder.resolve("more.ndjson").toString(), "--any-td");

    assertEquals(30, code, this::summary);
    assertTrue(summary().contains("4 rows in"), this::summary);
    assertTrue(summary().contains(", 2 of them new"), this::summary);
    assertTrue(summary().contains("FMSPC 30a06d050000  UpToDate 3"), this::summary);
    assertEquals(
        List.of("a", "b", "c"),
        verdicts().stream().limit(3).map(row -> row.<String>getAs("id")).toList());
    assertTrue(verdicts().get(3).<String>getAs("id").startsWith("sha256:"));
    assertTrue(
        verdicts().get(3).<String>getAs("detail").startsWith("the line is not valid JSON"),
        () -> verdicts().toString());
  }

  @Test
  void parquetHasColumnsByAnyName() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(RowFactory.create((long) i, FLEET.quotes().get(i)));
    }
    byte[] damaged = FLEET.quotes().get(0).clone();
    damaged[600] ^= 1;
    rows.add(RowFactory.create(9L, damaged));
    String input = folder.resolve("evidence").toString();
    spark()
        .createDataFrame(
            rows,
            new StructType().add("host", DataTypes.LongType).add("evidence", DataTypes.BinaryType))
        .write()
        .parquet(input);

    int code = run(input, "--id-column", "host", "--quote-column", "evidence");

    assertEquals(10, code, this::summary);
    assertTrue(summary().contains("genuine     4\n"), this::summary);
    assertTrue(summary().contains("rejected    1  QUOTE_INVALID_SIGNATURE 1"), this::summary);
  }

  @Test
  void linesOfTextAreQuotes() throws IOException {
    Path lines = folder.resolve("quotes.txt");
    Files.write(
        lines,
        List.of(
            HexFormat.of().formatHex(FLEET.quotes().get(0)),
            Base64.getEncoder().encodeToString(FLEET.quotes().get(1))));

    assertEquals(11, run(lines.toString(), "--mrtd", "00".repeat(47) + "01"), this::summary);
    assertTrue(summary().contains("not trusted 2  mrTd 2"), this::summary);
  }

  @Test
  void theCallersMistakesAreTold() throws IOException {
    assertEquals(2, run(folder.resolve("none.ndjson").toString()), this::summary);
    assertTrue(summary().contains("Cannot read the input"), this::summary);
    String lines = Files.writeString(folder.resolve("quotes.txt"), "00").toString();
    assertEquals(2, run(lines, "--policy", "none.json"), this::summary);
    assertEquals(2, run(lines, "--look-ahead"), this::summary);
    assertTrue(summary().contains("quotary collateral fetch --look-ahead"), this::summary);
    assertThrows(InputException.class, () -> Arguments.parse("--out"));
    assertThrows(InputException.class, () -> Arguments.parse("quotes.txt", "--out", "x", "--no"));
  }
}
