package io.github.quotary.cli;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.ResultWriter;
import io.github.quotary.cli.option.UnwrittenException;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.evidence.input.UnreadableException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Entry point of the command {@code quotary}. */
public final class Main {
  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(ResultWriter.standardOutput(), err, args));
  }

  /** Runs the command; its exit code is returned. */
  static int run(ResultWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new QuotaryCommand());
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(
        (e, arguments) -> {
          err.println(
              "quotary: "
                  + firstLine(e.getMessage())
                  + " (see '"
                  + e.getCommandLine().getCommandSpec().qualifiedName(" ")
                  + " --help')");
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (e, command, result) -> {
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
        });
    int code = written(line.execute(args), out, err);
    err.flush();
    return code;
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
