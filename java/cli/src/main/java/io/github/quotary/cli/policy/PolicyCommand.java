package io.github.quotary.cli.policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for policy files. */
@Command(
    name = "policy",
    description = "Checks policy files.",
    mixinStandardHelpOptions = true,
    subcommands = PolicyCheckCommand.class)
public final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  PolicyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Specify a command: policy check FILE");
  }
}
