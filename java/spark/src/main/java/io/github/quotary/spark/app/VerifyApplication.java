package io.github.quotary.spark.app;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.spark.QuotarySpark;
import io.github.quotary.spark.config.SparkConfiguration;
import io.github.quotary.spark.config.VerifyOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The application {@code quotary-spark-verify}, for {@code spark-submit}: quotes in files in,
 * verdicts as Parquet out, a summary on standard error, and an exit code as that of {@code quotary
 * batch}.
 */
public final class VerifyApplication {
  private VerifyApplication() {}

  /** Runs the application and exits. */
  public static void main(String[] arguments) throws IOException {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(Arguments.USAGE);
      return;
    }
    Arguments parsed;
    try {
      parsed = Arguments.parse(arguments);
    } catch (InputException e) {
      System.err.println("quotary: " + e.getMessage());
      System.exit(ExitCode.USAGE);
      return;
    }
    int code;
    try (SparkSession spark =
        SparkSession.builder().appName("quotary-spark-verify").getOrCreate()) {
      code = run(spark, parsed, System.err);
    }
    System.exit(code);
  }

  /**
   * Verifies, writes and counts.
   *
   * @param err takes the summary and what went wrong
   * @return the exit code
   */
  static int run(SparkSession spark, Arguments arguments, PrintStream err) {
    try {
      return verify(spark, arguments, err);
    } catch (InputException | InvalidPolicyException | IllegalArgumentException e) {
      err.println("quotary: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (UnwrittenException e) {
      err.println("quotary: Cannot write " + arguments.out() + ": " + e.getMessage());
      return ExitCode.UNWRITTEN;
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        err.println("quotary: Cannot read the input: " + e.getMessage());
        return ExitCode.USAGE;
      }
      err.println("quotary: internal error");
      e.printStackTrace(err);
      return ExitCode.INTERNAL;
    }
  }

  private static int verify(SparkSession spark, Arguments arguments, PrintStream err)
      throws UnwrittenException {
    Map<String, String> settings =
        new HashMap<>(
            SparkConfiguration.values(
                key -> Optional.of(spark.conf().get(key, "")).filter(value -> !value.isEmpty())));
    settings.putAll(arguments.settings());
    VerifyOptions.Builder builder =
        SparkConfiguration.options(settings).lookAhead(arguments.lookAhead());
    QuoteInput input = QuoteInput.read(spark, arguments, QuotarySpark.times(spark));
    VerifyOptions options = input.options(builder, arguments);
    requireDataSets(arguments, options);
    VerdictTable table = new VerdictTable(spark, arguments.out());
    long before = table.rows().map(Dataset::count).orElse(0L);
    Dataset<Row> verdicts = QuotarySpark.verify(table.without(input.rows(), input.id()), options);
    append(table, verdicts);
    Dataset<Row> all = table.rows().orElse(verdicts);
    Summary summary = Summary.of(all);
    err.print(summary.text(arguments.out(), summary.rows() - before, options.verifier()));
    if (arguments.lookAhead()) {
      err.print(LookAheadSummary.text(all));
    }
    return summary.exitCode();
  }

  private static void requireDataSets(Arguments arguments, VerifyOptions options) {
    boolean isBundle =
        options.collateral().filter(set -> set.parse().bundle().isPresent()).isPresent();
    if (arguments.lookAhead() && !isBundle) {
      throw new InputException(
          "--look-ahead needs a bundle made by 'quotary collateral fetch --look-ahead'");
    }
  }

  private static void append(VerdictTable table, Dataset<Row> verdicts) throws UnwrittenException {
    try {
      table.append(verdicts);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException) {
          throw new UnwrittenException(String.valueOf(cause.getMessage()), e);
        }
      }
      throw e;
    }
  }

  /** The verdicts could not be written. */
  private static final class UnwrittenException extends Exception {
    private static final long serialVersionUID = 1L;

    UnwrittenException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
