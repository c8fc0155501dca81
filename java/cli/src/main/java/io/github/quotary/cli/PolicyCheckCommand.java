package io.github.quotary.cli;

import io.github.quotary.cli.input.InvalidPolicyException;
import io.github.quotary.cli.input.PolicyFiles;
import io.github.quotary.cli.report.PolicyReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a file is a policy, and what the policy asks for. */
@Command(
    name = "check",
    description = "Says whether a file is a policy, and what the policy asks for in words.",
    mixinStandardHelpOptions = true)
final class PolicyCheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The policy as JSON; '-' is standard input.")
  private Path file;

  @Option(
      names = "--format",
      description = "text or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "text")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PolicyCheckCommand() {}

  @Override
  public Integer call() {
    PolicyReport report;
    int code;
    try {
      report = PolicyReport.of(file.toString(), PolicyFiles.read(file));
      code = ExitCode.OK;
    } catch (InvalidPolicyException e) {
      report = PolicyReport.invalid(String.valueOf(e.getMessage()));
      code = ExitCode.REJECTED;
    }
    spec.commandLine()
        .getOut()
        .print(format == OutputFormat.JSON ? report.json().toPrettyString() + "\n" : report.text());
    return code;
  }
}
