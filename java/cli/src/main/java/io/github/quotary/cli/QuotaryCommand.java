package io.github.quotary.cli;

import io.github.quotary.cli.batch.BatchCommand;
import io.github.quotary.cli.collateral.CollateralCommand;
import io.github.quotary.cli.conformance.ConformanceCommand;
import io.github.quotary.cli.crosscheck.CrosscheckCommand;
import io.github.quotary.cli.domain.DomainCommand;
import io.github.quotary.cli.inspect.InspectCommand;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.cli.policy.PolicyCommand;
import io.github.quotary.cli.replay.ReplayCommand;
import io.github.quotary.cli.simulate.SimulateCommand;
import io.github.quotary.cli.verify.VerifyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top command, which needs a subcommand. */
@Command(
    name = "quotary",
    description = "Verifies Intel TDX and SGX quotes and explains the verdict.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      VerifyCommand.class,
      BatchCommand.class,
      InspectCommand.class,
      PolicyCommand.class,
      CollateralCommand.class,
      ReplayCommand.class,
      DomainCommand.class,
      SimulateCommand.class,
      ConformanceCommand.class,
      CrosscheckCommand.class
    })
final class QuotaryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  QuotaryCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Specify a command, such as verify; see --help");
  }
}
