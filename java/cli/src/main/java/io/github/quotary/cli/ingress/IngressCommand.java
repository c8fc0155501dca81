package io.github.quotary.cli.ingress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for whoever serves a custom domain from within a TEE. */
@Command(
    name = "ingress",
    description = {
      "Serves a custom domain from within a TEE: makes its DNS records, locks it to an account of"
          + " its own, gets and renews certificates whose keys never leave, takes TLS off for an"
          + " app, and publishes evidence.",
      "Its settings are the environment variables of dstack-ingress, or a file."
    },
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, PlanCommand.class, CheckCommand.class, EvidenceCommand.class})
public final class IngressCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** For picocli. */
  @SuppressWarnings("NullAway.Init") // picocli sets the field
  public IngressCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Specify what to do: ingress plan, ingress check, ingress run or ingress evidence");
  }
}
