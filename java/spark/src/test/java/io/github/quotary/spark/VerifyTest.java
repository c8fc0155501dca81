package io.github.quotary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.collateral.Collateral;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.report.InputChecks;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.fault.Fault;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.vector.VectorCatalogue;
import io.github.quotary.spark.config.VerifyOptions;
import io.github.quotary.spark.fleet.LibraryJson;
import io.github.quotary.spark.fleet.RowJson;
import io.github.quotary.spark.fleet.SparkFleet;
import io.github.quotary.verify.BatchQuote;
import io.github.quotary.verify.BatchVerifier;
import io.github.quotary.verify.Verifier;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunsOnSpark
class VerifyTest {
  private static final StructType QUOTES =
      new StructType().add("id", DataTypes.StringType).add("quote", DataTypes.BinaryType);

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private static Dataset<Row> quotes(List<byte[]> quotes) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < quotes.size(); i++) {
      rows.add(RowFactory.create("row " + i, quotes.get(i)));
    }
    return spark().createDataFrame(rows, QUOTES);
  }

  private static JsonNode verdict(Row row) {
    return RowJson.of(row.getStruct(row.fieldIndex("v")));
  }

  /** Some are damaged: a signature, a header, an end. */
  private static List<byte[]> damaged(SparkFleet fleet) {
    List<byte[]> quotes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] quote = fleet.quotes().get(i % fleet.quotes().size()).clone();
      switch (i % 20) {
        case 7 -> quote[600] ^= 1;
        case 11 -> quote[0] = 9;
        case 13 -> quote = Arrays.copyOf(quote, 500);
        default -> {}
      }
      quotes.add(quote);
    }
    return quotes;
  }

  @Test
  void everyColumnIsThatOfTheBatchVerifier() {
    SparkFleet fleet = SparkFleet.of(10);
    List<byte[]> quotes = damaged(fleet);
    VerifyOptions options = fleet.options().engine("java").into("v").keep("id").build();
    List<ObjectNode> expected = new ArrayList<>();
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(fleet.root()))
            .policy(QuotePolicy.builder().waiveIdentity().build())
            .build();
    BatchVerifier.builder(verifier)
        .build()
        .verify(
            quotes.stream()
                .map(
                    quote -> BatchQuote.of(ByteBuffer.wrap(quote), fleet.collateral(), fleet.at())),
            (index, quote, result) ->
                expected.add(
                    LibraryJson.of(InputChecks.of(result, List.of(), List.of()), "fleet.json")));

    List<Row> rows = QuotarySpark.verify(quotes(quotes), options).collectAsList();

    assertEquals(quotes.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals("row " + i, rows.get(i).getString(0));
      assertEquals(expected.get(i), verdict(rows.get(i)), "row " + i);
    }
  }

  /** Every outcome and fault of the simulator, each with its own collateral and time. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyOutcomeIsThatOfTheVerifier(boolean isBinary) {
    Simulator simulator = Simulator.seeded(VectorCatalogue.SEED);
    List<Evidence> all = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      all.add(outcome.evidence(simulator));
    }
    for (Fault fault : Fault.all()) {
      all.add(fault.evidence(simulator));
    }
    byte[] root = all.get(0).rootPem().getBytes(UTF_8);
    StructType schema =
        QUOTES
            .add("at", DataTypes.TimestampType)
            .add("collateral", isBinary ? DataTypes.BinaryType : DataTypes.StringType);
    List<Row> input =
        all.stream()
            .map(
                each ->
                    RowFactory.create(
                        "id",
                        each.quote(),
                        Timestamp.from(each.at()),
                        isBinary ? each.collateralJson().getBytes(UTF_8) : each.collateralJson()))
            .toList();
    Verifier verifier = Verifier.builder().trustAnchor(TrustAnchor.of(root)).build();
    VerifyOptions options =
        VerifyOptions.builder()
            .trustAnchor(root)
            .engine("java")
            .atColumn("at")
            .collateralColumn("collateral")
            .into("v")
            .keep("id")
            .build();

    List<Row> rows =
        QuotarySpark.verify(spark().createDataFrame(input, schema), options).collectAsList();

    int compared = 0;
    for (int i = 0; i < all.size(); i++) {
      Evidence each = all.get(i);
      JsonNode actual = verdict(rows.get(i));
      if (EvidenceReader.read(each.quote()).oneQuote() instanceof Reading.Unread unread) {
        assertEquals(unread.problem(), actual.path("reject").path("detail").asText());
        continue;
      }
      if (actual.path("reject").path("detail").asText().startsWith("the collateral of the row")) {
        continue;
      }
      Collateral collateral = Collateral.fromJson(each.collateralJson().getBytes(UTF_8));
      InputChecks checks =
          InputChecks.of(
              verifier.verify(each.quote(), collateral, each.at()), List.of(), List.of());
      assertEquals(LibraryJson.of(checks, "input"), actual, "evidence " + i);
      compared++;
    }
    assertTrue(compared > 190, "compared: " + compared);
  }

  @Test
  void quotesComeInAnyForm() {
    SparkFleet fleet = SparkFleet.of(1);
    byte[] quote = fleet.quotes().get(0);
    StructType schema = new StructType().add("quote", DataTypes.StringType);
    List<Row> input =
        List.of(
            RowFactory.create(HexFormat.of().formatHex(quote)),
            RowFactory.create(Base64.getEncoder().encodeToString(quote)),
            RowFactory.create(
                "{\"tdx\":{\"quote\":\"" + Base64.getEncoder().encodeToString(quote) + "\"}}"));

    List<Row> rows =
        QuotarySpark.verify(spark().createDataFrame(input, schema), fleet.options().build())
            .collectAsList();

    rows.forEach(row -> assertEquals("GENUINE", row.getAs("verdict")));
  }

  @Test
  void aPoisonedRowIsRejectedAndFailsNothing() {
    SparkFleet fleet = SparkFleet.of(1);
    List<byte[]> quotes = new ArrayList<>();
    quotes.add(null);
    quotes.add(new byte[0]);
    quotes.add("not a quote".getBytes(UTF_8));
    quotes.add(fleet.quotes().get(0));
    Dataset<Row> hundredMebibytes =
        spark()
            .range(1)
            .selectExpr(
                "'large' AS id",
                "cast(repeat(cast(id AS STRING), 100 * 1024 * 1024) AS BINARY) AS quote");

    List<Row> rows =
        QuotarySpark.verify(
                hundredMebibytes.union(quotes(quotes)), fleet.options().keep("id").build())
            .collectAsList();

    List<String> details = rows.stream().map(row -> row.<String>getAs("detail")).toList();
    for (int i = 0; i < 4; i++) {
      assertEquals("rejected", rows.get(i).getAs("outcome"), "row " + i);
    }
    assertEquals("there is no quote: the column is NULL", details.get(1));
    assertEquals("more than 16777216 bytes, the maximum", details.get(0));
    assertEquals("verified", rows.get(4).getAs("outcome"));
  }

  @Test
  void withoutCollateralARowIsUndecided() {
    SparkFleet fleet = SparkFleet.of(1);
    VerifyOptions options = VerifyOptions.builder().trustAnchor(fleet.root()).build();

    Row row = QuotarySpark.verify(quotes(fleet.quotes()), options).first();

    assertEquals("undecided", row.getAs("outcome"));
    assertEquals("30a06d050000", row.getAs("fmspc"));
    assertEquals(false, row.<Boolean>getAs("retryable"));
  }

  @Test
  void whatTheDatasetLacksIsTheCallersMistake() {
    SparkFleet fleet = SparkFleet.of(1);
    Dataset<Row> dataset = quotes(fleet.quotes());
    VerifyOptions other = fleet.options().quoteColumn("evidence").build();
    VerifyOptions twice = fleet.options().keep("id").into("ID").build();

    assertEquals(
        "There is no column 'evidence'; the dataset has id, quote",
        assertThrows(IllegalArgumentException.class, () -> QuotarySpark.verify(dataset, other))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> QuotarySpark.verify(dataset, twice));
  }
}
