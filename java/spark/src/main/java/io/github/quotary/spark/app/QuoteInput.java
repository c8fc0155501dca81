package io.github.quotary.spark.app;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.spark.column.Times;
import io.github.quotary.spark.config.VerifyOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The rows of the inputs.
 *
 * @param rows with an id each
 * @param id the name of its column
 */
record QuoteInput(Dataset<Row> rows, String id) {

  /**
   * The rows of the inputs, and the options with the names of their columns.
   *
   * @throws InputException if the inputs are of several formats
   */
  static QuoteInput read(SparkSession spark, Arguments arguments, Times times) {
    Set<InputFormat> formats =
        arguments.format().isPresent()
            ? Set.of(arguments.format().get())
            : arguments.inputs().stream().map(InputFormat::of).collect(Collectors.toSet());
    if (formats.size() > 1) {
      throw new InputException("The inputs are of several formats; give one format at a time");
    }
    InputFormat format = formats.iterator().next();
    String[] paths = arguments.inputs().toArray(new String[0]);
    if (format == InputFormat.PARQUET) {
      return new QuoteInput(spark.read().parquet(paths), arguments.column("id"));
    }
    if (!arguments.columns().isEmpty()) {
      throw new InputException("Only Parquet has columns to be named");
    }
    Dataset<Row> lines = spark.read().text(paths);
    return new QuoteInput(
        lines
            .filter(functions.trim(lines.col("value")).notEqual(""))
            .map(new LineRows(format, times), Encoders.row(LineRows.SCHEMA)),
        "id");
  }

  /** The options with the columns of these rows. */
  VerifyOptions options(VerifyOptions.Builder builder, Arguments arguments) {
    List<String> names = Arrays.asList(rows.schema().fieldNames());
    builder.quoteColumn(arguments.column("quote")).keep(id);
    if (arguments.columns().containsKey("at") || isLines(names)) {
      builder.atColumn(arguments.column("at"));
    }
    if (arguments.columns().containsKey("collateral")) {
      builder.collateralColumn(arguments.column("collateral"));
    }
    if (isLines(names)) {
      builder.problemColumn("problem");
    }
    return builder.build();
  }

  private static boolean isLines(List<String> names) {
    return names.equals(Arrays.asList(LineRows.SCHEMA.fieldNames()));
  }
}
