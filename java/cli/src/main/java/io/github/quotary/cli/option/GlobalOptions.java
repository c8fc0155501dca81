package io.github.quotary.cli.option;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command, before or after its name: what is said beside the result, and how. */
public final class GlobalOptions {
  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress, notes or warnings on standard error; errors are still told.")
  private boolean quiet;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "auto|always|never",
      description =
          "Colours the verdict's word. auto: on a terminal, unless NO_COLOR is set. Default: auto.")
  private When color = When.AUTO;

  /** For picocli. */
  public GlobalOptions() {}

  /** When to colour. */
  enum When {
    /** On a terminal that has colours, unless the user wants none. */
    AUTO,
    /** Whatever standard output is. */
    ALWAYS,
    /** In no case. */
    NEVER
  }

  /** Makes a command and all below it write as the options say. */
  public void applyTo(CommandLine line, PrintWriter err) {
    line.setErr(quiet ? new QuietWriter(err) : err);
    boolean colours = color == When.ALWAYS || (color == When.AUTO && Terminal.hasColours());
    line.setColorScheme(Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
  }
}
