package io.github.quotary.cli;

import io.github.quotary.cli.option.ResultWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;

/**
 * What one run of the command gave.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record CommandRun(int code, String out, String err) {
  static CommandRun of(String... args) {
    return into(new StringWriter(), args);
  }

  /** A run whose standard output is this writer. */
  static CommandRun into(Writer out, String... args) {
    StringWriter err = new StringWriter();
    int code = Main.run(ResultWriter.of(out), new PrintWriter(err), args);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
