package io.github.quotary.cli.domain;

import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.report.DomainReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A domain whose TLS ends in an app. */
@Command(
    name = "custom",
    description = {
      "A domain of an app's owner, whose TLS ends in the app: holds its /evidences/ against the"
          + " certificate that it serves.",
      "Fetches it over one TLS connection. With --evidence DIR: sha256sum.txt, quote.json, acme-account.json and cert-*.pem in files."
    },
    mixinStandardHelpOptions = true)
final class CustomCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "HOST", description = "The domain, such as app.example.com")
  private String host;

  @Mixin private DomainOptions options;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CustomCommand() {}

  @Override
  public Integer call() {
    DnsName name = DomainRun.host(host);
    DomainRun run = DomainRun.of(options, spec.commandLine().getErr());
    DomainReport report =
        new CustomDomainVerifier(run.judge())
            .verify(
                name,
                run.evidence(
                    name,
                    EvidenceDirectory::addCustom,
                    DomainCapture::custom,
                    CustomDomainVerifier::quotes),
                run.at());
    spec.commandLine().getOut().print(run.text(report));
    return DomainRun.exitCode(report);
  }
}
