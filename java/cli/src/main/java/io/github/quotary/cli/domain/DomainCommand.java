package io.github.quotary.cli.domain;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for domains whose TLS keys are held by TDs. */
@Command(
    name = "domain",
    description = "Verifies that a domain's TLS key was attested by a TD that the policy accepts.",
    mixinStandardHelpOptions = true,
    subcommands = {
      GatewayCommand.class,
      CustomCommand.class,
      WatchCommand.class,
      DomainPolicyCommand.class
    })
public final class DomainCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field
  public DomainCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Specify what to verify: domain gateway HOST, domain custom HOST or domain watch FILE; or"
            + " domain policy init HOST");
  }
}
