package io.github.quotary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What one run of the command gave.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record CommandRun(int code, String out, String err) {
  static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
