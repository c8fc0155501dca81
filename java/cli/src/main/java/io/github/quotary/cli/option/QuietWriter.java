package io.github.quotary.cli.option;

import java.io.PrintWriter;
import java.io.Writer;

/** Standard error of a command that is to be quiet: only errors reach it. Thread-safe. */
public final class QuietWriter extends PrintWriter {
  private final PrintWriter errors;

  QuietWriter(PrintWriter errors) {
    super(Writer.nullWriter());
    this.errors = errors;
  }

  /** Where errors are written, whether the command is quiet or not. */
  public static PrintWriter errors(PrintWriter err) {
    return err instanceof QuietWriter quiet ? quiet.errors : err;
  }
}
