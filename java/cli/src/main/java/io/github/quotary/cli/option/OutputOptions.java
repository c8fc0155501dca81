package io.github.quotary.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command writes, and in which form. Mixed into a command itself, not into other options:
 * it writes where that command does.
 */
public final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Lines for a person, or JSON. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public OutputOptions() {}

  /** Whether the result is written as JSON. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** Standard output, for the result only. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Standard error, for warnings and progress. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Writes the result in the requested form; the other form is not computed. */
  public void print(Supplier<? extends JsonNode> json, Supplier<String> text) {
    if (isJson()) {
      print(json.get());
    } else {
      printText(text.get());
    }
  }

  /** Writes a result as text, with its verdict's word coloured where that is wanted. */
  public void printText(String text) {
    boolean colours = command.commandLine().getColorScheme().ansi().enabled();
    out().print(colours ? VerdictWord.coloured(text) : text);
  }

  /** Writes a result whose form is JSON. */
  public void print(JsonNode json) {
    out().print(json.toPrettyString() + "\n");
  }
}
