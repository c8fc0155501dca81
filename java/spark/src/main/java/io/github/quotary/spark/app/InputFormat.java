package io.github.quotary.spark.app;

import io.github.quotary.evidence.input.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What files of quotes are. */
enum InputFormat {
  /** A row for each quote. */
  PARQUET(List.of(".parquet")),
  /** An object of JSON a line, as {@code quotary batch} reads. */
  NDJSON(List.of(".ndjson", ".jsonl", ".json", ".ndjson.gz", ".jsonl.gz", ".json.gz")),
  /** A quote a line, in hexadecimal or base64. */
  TEXT(List.of(".txt", ".hex", ".b64", ".txt.gz"));

  private final List<String> suffixes;

  InputFormat(List<String> suffixes) {
    this.suffixes = suffixes;
  }

  /**
   * The format of this name.
   *
   * @throws InputException if there is none
   */
  static InputFormat named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "'" + name + "' is not one of the formats parquet, ndjson, text"));
  }

  /** By the file's name; a folder without a suffix is one of Parquet. */
  static InputFormat of(String path) {
    return Arrays.stream(values())
        .filter(each -> each.suffixes.stream().anyMatch(path::endsWith))
        .findFirst()
        .orElse(PARQUET);
  }
}
