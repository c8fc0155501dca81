package io.github.quotary.cli;

/** What the command writes. */
enum OutputFormat {
  TEXT,
  JSON
}
