package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A domain whose TLS terminates in an app. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.UNDECIDED})
@Command(
    name = "custom",
    description = {
      "A custom domain whose TLS terminates in the app: compares its /evidences/ with the"
          + " certificate that it serves.",
      "Fetches it over one TLS connection, and asks for a new quote over a nonce, where the domain offers that. With --evidence DIR: sha256sum.txt, quote.json, acme-account.json and cert-*.pem in files."
    },
    mixinStandardHelpOptions = true)
final class CustomCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "HOST", description = "The domain, such as app.example.com")
  private String host;

  @Mixin private DomainOptions options;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CustomCommand() {}

  @Override
  public Integer call() {
    HostArgument asked =
        HostArgument.parse(host, output.err()).reachable(options.saysWhereToConnect());
    DomainRun run = DomainRun.of(options, asked.port(), output.err());
    return run.write(run.custom(asked.name()), List.of("custom", asked.argument()), output);
  }
}
