package io.github.quotary.cli.ingress;

/** Forms of a log. */
enum LogForm {
  /** An object a line, for machines. */
  JSON,
  /** A sentence a line, for people. */
  TEXT
}
