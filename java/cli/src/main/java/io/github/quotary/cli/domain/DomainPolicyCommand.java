package io.github.quotary.cli.domain;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for policies of domains. */
@Command(
    name = "policy",
    description = "Drafts a policy for a domain.",
    mixinStandardHelpOptions = true,
    subcommands = PolicyInitCommand.class)
final class DomainPolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  DomainPolicyCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Specify what to do: domain policy init HOST");
  }
}
