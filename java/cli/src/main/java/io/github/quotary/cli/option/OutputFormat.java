package io.github.quotary.cli.option;

/** The output format. */
public enum OutputFormat {
  /** Lines for a person. */
  TEXT,
  /** JSON for a program. */
  JSON
}
