package io.github.quotary.cli.collateral;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for collateral. */
@Command(
    name = "collateral",
    description = "Fetches collateral into a bundle; shows or checks a bundle.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CollateralFetchCommand.class,
      CollateralShowCommand.class,
      CollateralCheckCommand.class
    })
public final class CollateralCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  CollateralCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Specify a command: collateral fetch, show or check");
  }
}
