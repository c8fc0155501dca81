package io.github.quotary.spark;

import io.github.quotary.spark.catalyst.VerifyPlan;
import io.github.quotary.spark.column.Times;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.spark.config.SparkConfiguration;
import io.github.quotary.spark.config.VerifyOptions;
import io.github.quotary.spark.executor.Cells;
import io.github.quotary.spark.executor.VerifyTask;
import io.github.quotary.spark.sql.QuoteFunctions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Verifies quotes in Spark.
 *
 * <pre>{@code
 * Dataset<Row> verdicts = QuotarySpark.verify(spark.read().parquet("quotes"), options);
 * }</pre>
 *
 * <p>Each row gets the verdict that {@code io.github.quotary.verify.BatchVerifier} gives on its
 * quote, in the columns of {@link VerdictSchema}. No row fails a task: where there is no quote, the
 * outcome is {@code rejected} and {@code detail} says why. Stateless.
 */
public final class QuotarySpark {
  private QuotarySpark() {}

  /** The columns of a verdict. */
  public static StructType verdictSchema() {
    return VerdictSchema.verdict();
  }

  /**
   * The dataset's rows with their verdicts: one for each row, in the same partitions and order.
   * Lazy, as any transformation; the collateral is broadcast at once.
   *
   * @param dataset batch or streaming
   * @throws IllegalArgumentException if it lacks a column that the options name, or has one of the
   *     name of a column of the verdict
   */
  public static Dataset<Row> verify(Dataset<Row> dataset, VerifyOptions options) {
    return verify(dataset, options, Clock.systemUTC());
  }

  static Dataset<Row> verify(Dataset<Row> dataset, VerifyOptions options, Clock clock) {
    StructType schema = dataset.schema();
    Instant at = options.at().orElseGet(() -> dataset.isStreaming() ? null : clock.instant());
    return plan(schema, options).of(dataset, task(dataset.sparkSession(), options, at));
  }

  /**
   * Registers the SQL functions {@code verify_quote(quote, at)}, {@code inspect_quote(quote)} and
   * {@code replay_log(log)} in a session, with the {@code spark.quotary.…} of its configuration as
   * it is now.
   *
   * @throws io.github.quotary.evidence.input.InputException if the configuration is not valid
   */
  public static void register(SparkSession spark) {
    QuoteFunctions.register(spark, task(spark, key -> spark.conf().get(key, "")));
  }

  /**
   * What a session's configuration asks for.
   *
   * @param configuration finds a key's value; empty for none
   */
  static VerifyTask task(SparkSession spark, UnaryOperator<String> configuration) {
    VerifyOptions options =
        SparkConfiguration.options(
                SparkConfiguration.values(
                    key -> Optional.of(configuration.apply(key)).filter(value -> !value.isEmpty())))
            .build();
    return task(spark, options, options.at().orElse(null));
  }

  private static VerifyTask task(SparkSession spark, VerifyOptions options, @Nullable Instant at) {
    return new VerifyTask(
        options,
        options.collateral().map(set -> CollateralBroadcasts.of(spark, set)).orElse(null),
        at,
        times(spark));
  }

  /** How times are written in this session. */
  public static Times times(SparkSession spark) {
    return new Times(
        Boolean.parseBoolean(spark.conf().get("spark.sql.datetime.java8API.enabled", "false")));
  }

  private static VerifyPlan plan(StructType schema, VerifyOptions options) {
    List<Integer> columns =
        new ArrayList<>(
            options
                .kept()
                .map(names -> names.stream().map(name -> index(schema, name)).toList())
                .orElseGet(() -> IntStream.range(0, schema.length()).boxed().toList()));
    int kept = columns.size();
    StructType output = output(schema, columns, options.into());
    Cells cells =
        new Cells(
            place(columns, index(schema, options.quoteColumn())),
            place(columns, schema, options.atColumn()),
            place(columns, schema, options.collateralColumn()),
            place(columns, schema, options.problemColumn()));
    return new VerifyPlan(
        columns, kept, cells, output, options.into().isPresent(), options.batchRows());
  }

  private static int place(List<Integer> columns, StructType schema, Optional<String> name) {
    return name.map(it -> place(columns, index(schema, it))).orElse(-1);
  }

  /** Where a column is among those that are read, to which it is added. */
  private static int place(List<Integer> columns, int index) {
    if (!columns.contains(index)) {
      columns.add(index);
    }
    return columns.indexOf(index);
  }

  private static int index(StructType schema, String name) {
    List<String> names = Arrays.asList(schema.fieldNames());
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "There is no column '" + name + "'; the dataset has " + String.join(", ", names));
    }
    return index;
  }

  private static StructType output(StructType schema, List<Integer> kept, Optional<String> into) {
    StructType output = new StructType();
    for (int index : kept) {
      output = output.add(schema.fields()[index]);
    }
    if (into.isPresent()) {
      requireNew(output, into.get());
      return output.add(into.get(), VerdictSchema.verdict(), false);
    }
    for (StructField field : VerdictSchema.verdict().fields()) {
      requireNew(output, field.name());
    }
    for (StructField field : VerdictSchema.verdict().fields()) {
      output = output.add(field);
    }
    return output;
  }

  private static void requireNew(StructType kept, String name) {
    for (String other : kept.fieldNames()) {
      if (other.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "The dataset has a column '"
                + other
                + "', which is a name of the verdict, too: keep(...) without it, or into(name) for"
                + " one struct column");
      }
    }
  }
}
