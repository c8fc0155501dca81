package io.github.quotary.cli;

import io.github.quotary.cli.batch.BatchCommand;
import io.github.quotary.cli.collateral.CollateralCommand;
import io.github.quotary.cli.conformance.ConformanceCommand;
import io.github.quotary.cli.crosscheck.CrosscheckCommand;
import io.github.quotary.cli.domain.DomainCommand;
import io.github.quotary.cli.help.CompletionCommand;
import io.github.quotary.cli.help.HelpCommand;
import io.github.quotary.cli.ingress.IngressCommand;
import io.github.quotary.cli.inspect.InspectCommand;
import io.github.quotary.cli.option.GlobalOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.cli.policy.PolicyCommand;
import io.github.quotary.cli.replay.ReplayCommand;
import io.github.quotary.cli.serve.ServeCommand;
import io.github.quotary.cli.simulate.SimulateCommand;
import io.github.quotary.cli.verify.VerifyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      IngressCommand.class,
      ServeCommand.class,
      SimulateCommand.class,
      ConformanceCommand.class,
      CrosscheckCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
final class QuotaryCommand implements Runnable {
  @Mixin private GlobalOptions global;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  QuotaryCommand() {}

  GlobalOptions global() {
    return global;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "No command was given; the most used is: quotary verify QUOTE");
  }
}
