package io.github.quotary.cli;

import io.github.quotary.cli.option.GlobalOptions;
import io.github.quotary.cli.option.VersionProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top command, which needs one of the {@link Commands}. */
@Command(
    name = "quotary",
    description = "Verifies Intel TDX and SGX quotes and explains the verdict.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
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
