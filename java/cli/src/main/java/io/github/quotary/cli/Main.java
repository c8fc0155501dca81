package io.github.quotary.cli;

import io.github.quotary.cli.help.HelpLayout;
import io.github.quotary.cli.help.Mistake;
import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.ResultWriter;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.evidence.input.UnreadableException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.RunLast;

/** Entry point of the command {@code quotary}. */
public final class Main {
  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    // Netty else loads the Flight Recorder with the first buffer, though nobody records.
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(ResultWriter.standardOutput(), err, args));
  }

  /** Runs the command; its exit code is returned. */
  static int run(ResultWriter out, PrintWriter err, String... args) {
    int code;
    if (args.length == 1 && List.of("--version", "-V").contains(args[0])) {
      out.println(VersionProvider.version()); // without loading any command
      code = ExitCode.OK;
    } else {
      code = execute(out, err, args);
    }
    int result = written(code, out, err);
    err.flush();
    return result;
  }

  private static int execute(ResultWriter out, PrintWriter err, String... args) {
    QuotaryCommand top = new QuotaryCommand();
    CommandLine line = new CommandLine(top);
    Commands.addNeeded(line, args);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(Help.defaultColorScheme(Ansi.OFF));
    HelpLayout.addTo(line);
    line.setExecutionStrategy(
        parsed -> {
          top.global().applyTo(line, err);
          return new RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler(
        (e, arguments) -> {
          Commands.addAll(line); // one of the others may have been meant
          err.println("quotary: " + Mistake.of(e, List.of(arguments)));
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler((e, command, result) -> failed(e, err));
    return line.execute(args);
  }

  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof InputException || e instanceof InvalidPolicyException) {
      err.println("quotary: " + e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof UnreadableException) {
      err.println("quotary: " + e.getMessage());
      return ExitCode.MALFORMED;
    }
    if (e instanceof UnwrittenException) {
      err.println("quotary: " + e.getMessage());
      return ExitCode.UNWRITTEN;
    }
    err.println("quotary: internal error, please report it:");
    e.printStackTrace(err);
    return ExitCode.INTERNAL;
  }

  /** The exit code, unless the result did not reach its reader. */
  private static int written(int code, ResultWriter out, PrintWriter err) {
    ResultWriter.Failure failure = out.failure().orElse(null);
    if (failure == null) {
      return code;
    }
    if (failure.readerLeft()) {
      return ExitCode.heavier(code, ExitCode.READER_LEFT);
    }
    err.println("quotary: the result could not be written: " + firstLine(failure.cause()));
    return ExitCode.heavier(code, ExitCode.UNWRITTEN);
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
