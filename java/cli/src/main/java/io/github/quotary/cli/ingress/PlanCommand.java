package io.github.quotary.cli.ingress;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.guest.agent.AgentInfo;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.plan.Fact;
import io.github.quotary.ingress.plan.IngressPlan;
import io.github.quotary.ingress.plan.PlanJson;
import io.github.quotary.ingress.plan.PlanText;
import io.github.quotary.ingress.plan.Planner;
import io.github.quotary.ingress.plan.Readiness;
import io.github.quotary.ingress.run.Outlook;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what an ingress would do. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.UNDECIDED})
@Command(
    name = "plan",
    description = {
      "Says which records, certificates, account and files there will be, which exist, which are in"
          + " the way, and how strong the lock will be. Touches nothing.",
      "What could not be looked up is said to be unknown; an account that does not exist yet is"
          + " shown as "
          + Planner.FUTURE_ACCOUNT
          + ".",
      "Exit code 0 if nothing is in the way, 10 if the provider cannot express what is wanted, 11"
          + " if a record is in the way or others could get certificates, 40 if something could not"
          + " be looked up."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  @Mixin private IngressOptions options;

  @Option(
      names = "--offline",
      description = "Asks neither the network nor the guest agent; reads the state directory only.")
  private boolean offline;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PlanCommand() {}

  @Override
  public Integer call() {
    Configuration configuration = options.configuration(output.err());
    Outlook outlook = IngressOptions.outlook(configuration);
    Fact<AgentInfo> guest =
        offline ? new Fact.Unknown<>("not asked, for --offline") : Outlook.guest(outlook.quotes());
    Optional<String> why = offline ? Optional.of("not asked, for --offline") : Optional.empty();
    IngressPlan plan = Planner.plan(configuration, outlook.planInputs(guest, why));
    if (output.isJson()) {
      output.out().print(PlanJson.of(plan));
    } else {
      output.printText(PlanText.of(plan));
    }
    return exitCode(plan.readiness());
  }

  static int exitCode(Readiness readiness) {
    return switch (readiness) {
      case READY -> ExitCode.OK;
      case UNKNOWN -> ExitCode.UNDECIDED;
      case WEAK -> ExitCode.NOT_TRUSTED;
      case FAILS -> ExitCode.REJECTED;
    };
  }
}
