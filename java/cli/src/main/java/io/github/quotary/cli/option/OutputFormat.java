package io.github.quotary.cli.option;

/** What the command writes. */
public enum OutputFormat {
  /** Lines for a person. */
  TEXT,
  /** JSON for a program. */
  JSON
}
