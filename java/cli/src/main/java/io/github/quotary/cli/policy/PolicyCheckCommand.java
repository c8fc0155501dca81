package io.github.quotary.cli.policy;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.evidence.report.PolicyReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a policy file and explains its requirements; finds those that no quote can meet. */
@Exits({ExitCode.REJECTED})
@Command(
    name = "check",
    description = "Checks whether a file is a valid policy, and explains what it requires.",
    mixinStandardHelpOptions = true)
final class PolicyCheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file with the policy as JSON; '-' is standard input.")
  private Path file;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PolicyCheckCommand() {}

  @Override
  public Integer call() {
    PolicyReport report = report();
    output.print(report::json, report::text);
    return report.isUsable() ? ExitCode.OK : ExitCode.REJECTED;
  }

  private PolicyReport report() {
    try {
      return PolicyReport.of(file.toString(), PolicyFiles.read(file));
    } catch (InvalidPolicyException e) {
      return PolicyReport.invalid(String.valueOf(e.getMessage()));
    }
  }
}
