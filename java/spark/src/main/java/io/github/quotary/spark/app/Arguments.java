package io.github.quotary.spark.app;

import io.github.quotary.evidence.input.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of the application. Immutable.
 *
 * @param inputs files and folders
 * @param out the folder of verdicts
 * @param format of the inputs, if stated
 * @param columns names of the columns of Parquet: {@code id}, {@code quote}, {@code at}, {@code
 *     collateral}
 * @param settings Spark's keys that options stand for, which they override
 * @param lookAhead whether to look ahead
 */
record Arguments(
    List<String> inputs,
    String out,
    Optional<InputFormat> format,
    Map<String, String> columns,
    Map<String, String> settings,
    boolean lookAhead) {
  static final String USAGE =
      """
      Usage: quotary-spark-verify INPUT... --out DIR [options]

      Verifies the quotes of files and folders and writes a row of Parquet for each.
      A row whose id is in DIR already is left out: run it again, and only new rows are verified.

        --out DIR                folder of the verdicts
        --format FORMAT          parquet, ndjson or text (a quote in each line); default: by the name
        --id-column NAME         of Parquet: what a row is known by; default: id
        --quote-column NAME      of Parquet; default: quote
        --at-column NAME         of Parquet: the time of verification of each row
        --collateral-column NAME of Parquet: the collateral of each row
        --collateral FILE|DIR    a bundle, collateral as JSON, or a folder of a service's responses
        --policy FILE            policy as JSON, instead of the strict one
        --any-td                 whose TD or enclave it is does not matter
        --mrtd HEX               the TD's MRTD; may be repeated
        --trust-anchor FILE      another root than Intel's, PEM or DER
        --generation 1.26|1.27   Intel's QVL to follow; default: 1.27
        --at TIME                time of verification of rows without their own; default: now
        --engine NAME            auto, java, bc, native, native:TIER or vector; default: auto
        --hosts N                how many hosts an executor caches; default: 10000
        --batch-rows N           how many rows are verified together; default: 128
        --look-ahead             also what the next data sets of the bundle say of each platform

      Exit code: that of the worst row of DIR: the first of 1, 3, 2, 10, 30, 11, 40, 0 that occurs.
      """;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "--collateral", "spark.quotary.collateral",
          "--policy", "spark.quotary.policy",
          "--mrtd", "spark.quotary.mrTd",
          "--trust-anchor", "spark.quotary.trustAnchor",
          "--generation", "spark.quotary.generation",
          "--at", "spark.quotary.at",
          "--engine", "spark.quotary.engine",
          "--hosts", "spark.quotary.hosts",
          "--batch-rows", "spark.quotary.batchRows");

  private static final Map<String, String> COLUMNS =
      Map.of(
          "--id-column", "id",
          "--quote-column", "quote",
          "--at-column", "at",
          "--collateral-column", "collateral");

  /** Copies the collections. */
  Arguments {
    inputs = List.copyOf(inputs);
    columns = Map.copyOf(columns);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads the arguments.
   *
   * @throws InputException if they are not valid; the message says what to do
   */
  static Arguments parse(String... arguments) {
    List<String> inputs = new ArrayList<>();
    Map<String, String> columns = new HashMap<>();
    Map<String, String> settings = new HashMap<>();
    String out = "";
    Optional<InputFormat> format = Optional.empty();
    boolean lookAhead = false;
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      switch (name) {
        case "--any-td" -> settings.put("spark.quotary.anyTd", "true");
        case "--look-ahead" -> lookAhead = true;
        case "--out" -> out = value(arguments, ++i);
        case "--format" -> format = Optional.of(InputFormat.named(value(arguments, ++i)));
        default -> {
          if (COLUMNS.containsKey(name)) {
            columns.put(COLUMNS.get(name), value(arguments, ++i));
          } else if (SETTINGS.containsKey(name)) {
            settings.merge(
                SETTINGS.get(name), value(arguments, ++i), (one, other) -> one + "," + other);
          } else if (name.startsWith("-")) {
            throw new InputException("Unknown option '" + name + "'; --help lists all");
          } else {
            inputs.add(name);
          }
        }
      }
    }
    if (inputs.isEmpty() || out.isEmpty()) {
      throw new InputException(
          inputs.isEmpty() ? "Name a file or folder of quotes" : "Use --out DIR");
    }
    return new Arguments(inputs, out, format, columns, settings, lookAhead);
  }

  private static String value(String[] arguments, int index) {
    if (index == arguments.length) {
      throw new InputException("Option " + arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }

  /** The column of Parquet that has this part of a row. */
  String column(String part) {
    return columns.getOrDefault(part, part);
  }
}
