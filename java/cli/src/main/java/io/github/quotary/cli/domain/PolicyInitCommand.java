package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputFile;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.report.CheckOutcome;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Headline;
import io.github.quotary.domain.report.Verdict;
import io.github.quotary.domain.workload.PolicyDraft;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.status.SafeText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a policy from what was measured. */
@Command(
    name = "init",
    description = {
      "Writes a policy that accepts what the domain shows now. The member origins says where each"
          + " value is from and what to compare it with: until then it is trust on first use.",
      "No policy is written from evidence that fails a check, or whose quotes and their binding to"
          + " the domain's key are not verified. A time, issuers and CT logs are not part of it.",
      "Exit code 0 if the policy is written, 10 if the evidence fails, 40 if it is undecided."
    },
    mixinStandardHelpOptions = true)
final class PolicyInitCommand implements Callable<Integer> {
  private static final int MAX_LINE = 1000;

  @Parameters(index = "0", paramLabel = "HOST", description = "The domain.")
  private String host;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "gateway or custom. Default: what the evidence is of; of a domain that is asked now,"
              + " gateway if its first label is a gateway's or an app's, else custom.")
  private @Nullable String kind;

  @Option(
      names = "--base-domain",
      paramLabel = "NAME",
      description = "The gateway's base domain, if it does not follow from HOST.")
  private @Nullable String baseDomain;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the policy. Default: standard output.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Overwrite FILE.")
  private boolean force;

  @Mixin private DomainOptions options;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PolicyInitCommand() {}

  @Override
  public Integer call() {
    requireFitting();
    PrintWriter err = spec.commandLine().getErr();
    HostArgument asked = HostArgument.parse(host, err).reachable(options.saysWhereToConnect());
    DomainRun run = DomainRun.of(options, asked.port(), err);
    PolicyTrial trial =
        kind(asked.name()) == DomainKind.GATEWAY
            ? run.draftGateway(gatewayHost(asked.name()))
            : run.draftCustom(asked.name());
    if (trial.draft() instanceof PolicyDraft.Written written) {
      write(written.json());
      trial.under().ifPresent(under -> explain(written, under, err));
      return ExitCode.OK;
    }
    ((PolicyDraft.Refused) trial.draft())
        .reasons()
        .forEach(reason -> err.println("quotary: no policy is written: " + safe(reason)));
    return trial.without().verdict() == Verdict.FAIL ? ExitCode.REJECTED : ExitCode.UNDECIDED;
  }

  private void requireFitting() {
    if (options.policy != null) {
      throw new InputException("domain policy init makes a policy; it does not take --policy");
    }
    if (options.html != null || options.full) {
      throw new InputException("domain policy init writes no report: omit --html and --full");
    }
    if (out != null && Files.exists(out) && !force) {
      throw new InputException(out + " exists; --force overwrites it");
    }
  }

  private DomainKind kind(DnsName name) {
    if (kind != null) {
      return List.of(DomainKind.values()).stream()
          .filter(known -> known.word().equals(kind))
          .findFirst()
          .orElseThrow(() -> new InputException("--kind must be gateway or custom, not " + kind));
    }
    if (baseDomain != null) {
      return DomainKind.GATEWAY;
    }
    if (options.bundle != null) {
      return kindOf(Bundles.read(options.bundle).documents().keySet().iterator().next());
    }
    if (options.evidence != null) {
      return Files.isRegularFile(options.evidence.resolve("sha256sum.txt"))
          ? DomainKind.CUSTOM
          : DomainKind.GATEWAY;
    }
    boolean isGateway = name.firstLabel().equals(GatewayHost.LABEL) || GatewayHost.isApp(name);
    return isGateway ? DomainKind.GATEWAY : DomainKind.CUSTOM;
  }

  private static DomainKind kindOf(String path) {
    return path.startsWith("/.dstack") ? DomainKind.GATEWAY : DomainKind.CUSTOM;
  }

  private GatewayHost gatewayHost(DnsName name) {
    try {
      return GatewayHost.of(name, Optional.ofNullable(baseDomain).map(DomainRun::host));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private void write(String json) {
    if (out == null) {
      spec.commandLine().getOut().print(json);
      return;
    }
    OutputFile.write(out, json);
  }

  private static void explain(PolicyDraft.Written written, DomainReport under, PrintWriter err) {
    err.println("quotary: trust on first use until you compare it:");
    written.origins().forEach((place, origin) -> err.println("  " + safe(place + ": " + origin)));
    err.println("quotary: under this policy the same evidence gives: " + safe(Headline.of(under)));
    under.checks().results().stream()
        .filter(result -> result.mandatory() && result.outcome() != CheckOutcome.PASS)
        .forEach(
            result ->
                err.println("  " + safe(result.check().id() + ": " + result.finding().summary())));
  }

  private static String safe(String text) {
    return SafeText.of(text, MAX_LINE);
  }
}
