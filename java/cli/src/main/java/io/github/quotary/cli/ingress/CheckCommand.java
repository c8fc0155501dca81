package io.github.quotary.cli.ingress;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.guest.QuoteDetection;
import io.github.quotary.ingress.check.Authority;
import io.github.quotary.ingress.check.CheckReport;
import io.github.quotary.ingress.check.Prerequisite;
import io.github.quotary.ingress.check.Prerequisites;
import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.plan.IngressPlan;
import io.github.quotary.ingress.plan.Planner;
import io.github.quotary.ingress.run.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at an ingress's prerequisites. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.UNDECIDED})
@Command(
    name = "check",
    description = {
      "Looks at what an ingress needs, and says what to do about what is missing: the guest agent,"
          + " the state directory, the token's zone and rights, records as the resolvers show them,"
          + " locks, the authority, the clock, ports. Writes nothing.",
      "Exit code 0 if all is there, 10 if something is missing, 11 if a record is in the way or"
          + " others could get certificates, 40 if something could not be looked up."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private IngressOptions options;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CheckCommand() {}

  @Override
  public Integer call() {
    Configuration configuration = options.configuration(output.err());
    Outlook outlook = IngressOptions.outlook(configuration);
    QuoteDetection quotes = outlook.quotes();
    IngressPlan plan =
        Planner.plan(configuration, outlook.planInputs(Outlook.guest(quotes), Optional.empty()));
    List<Prerequisite> all =
        Prerequisites.of(
            configuration,
            quotes,
            plan,
            outlook.provider(),
            Authority.ask(outlook.directory(), outlook.authorityClient()),
            Instant.now());
    if (output.isJson()) {
      output.out().print(CheckReport.json(all));
    } else {
      output.printText(CheckReport.text(all));
    }
    return PlanCommand.exitCode(Prerequisites.readiness(all));
  }
}
