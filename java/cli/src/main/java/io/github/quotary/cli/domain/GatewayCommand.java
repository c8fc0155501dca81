package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.Exits;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.evidence.input.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A gateway's own domain. */
@Exits({ExitCode.REJECTED, ExitCode.NOT_TRUSTED, ExitCode.UNDECIDED})
@Command(
    name = "gateway",
    description = {
      "A gateway's domain: compares the keys that it lists, with their quotes, with the key that it"
          + " serves. The result says nothing about the apps behind it.",
      "Fetches it over one TLS connection. With --evidence DIR: acme-info.json, app-info.json and index.json in files."
    },
    mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "HOST",
      description =
          "The gateway, such as gateway.apps.example.net, its base domain, or an app behind it.")
  private String host;

  @Option(
      names = "--base-domain",
      paramLabel = "NAME",
      description = "The gateway's base domain, if it does not follow from HOST.")
  private @Nullable String baseDomain;

  @Mixin private DomainOptions options;

  @Mixin private OutputOptions output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  GatewayCommand() {}

  @Override
  public Integer call() {
    HostArgument asked =
        HostArgument.parse(host, output.err()).reachable(options.saysWhereToConnect());
    GatewayHost name = gatewayHost(asked.name());
    DomainRun run = DomainRun.of(options, asked.port(), output.err());
    List<String> subject = new ArrayList<>(List.of("gateway", asked.argument()));
    if (baseDomain != null) {
      subject.addAll(List.of("--base-domain", baseDomain));
    }
    return run.write(run.gateway(name), subject, output);
  }

  private GatewayHost gatewayHost(DnsName name) {
    Optional<DnsName> base = Optional.ofNullable(baseDomain).map(DomainRun::host);
    try {
      return GatewayHost.of(name, base);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
