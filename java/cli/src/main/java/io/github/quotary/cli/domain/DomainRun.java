package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.ExitCode;
import io.github.quotary.cli.option.OutputFile;
import io.github.quotary.cli.option.OutputOptions;
import io.github.quotary.cli.option.VersionProvider;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.page.ReportPage;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.report.Imprint;
import io.github.quotary.domain.report.ReportJson;
import io.github.quotary.domain.report.ReportText;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.workload.DomainJudge;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.domain.workload.QuoteAssessor;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.evidence.input.PolicyKind;
import io.github.quotary.pcs.client.PcsClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part common to every kind of domain: inputs, time, output. */
final class DomainRun {
  /** The port that names stand for. */
  static final int HTTPS_PORT = 443;

  private final DomainOptions options;
  private final DomainPolicy policy;
  private final Instant at;
  private final String atSource;
  private final int port;
  private final PrintWriter err;

  private DomainRun(
      DomainOptions options,
      DomainPolicy policy,
      Instant at,
      String atSource,
      int port,
      PrintWriter err) {
    this.port = port;
    this.options = options;
    this.policy = policy;
    this.at = at;
    this.atSource = atSource;
    this.err = err;
  }

  /**
   * A report, and where the collateral for it came from.
   *
   * @param report the report
   * @param collateralSource where the collateral came from, in words
   */
  record Judged(DomainReport report, String collateralSource) {}

  /** Evidence, and where the collateral in it came from. */
  private record Seen(DomainEvidence evidence, String collateralSource) {}

  /**
   * Reads the policy and determines the time of verification.
   *
   * @param port where the domain serves TLS
   */
  static DomainRun of(DomainOptions options, int port, PrintWriter err) {
    DomainPolicy policy = readPolicy(options);
    Optional<Instant> given = options.at.given();
    if (given.isPresent()) {
      return new DomainRun(options, policy, given.get(), "--at", port, err);
    }
    return policy
        .at()
        .map(time -> new DomainRun(options, policy, time, "the policy", port, err))
        .orElseGet(() -> new DomainRun(options, policy, now(), "the clock", port, err));
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Reads the policy, to verify at this time, whatever time it states. */
  static DomainRun at(Instant at, DomainOptions options, PrintWriter err) {
    return new DomainRun(options, readPolicy(options), at, "the watch", HTTPS_PORT, err);
  }

  private static DomainPolicy readPolicy(DomainOptions options) {
    return options.policy == null ? DomainPolicy.empty() : readPolicy(options.policy);
  }

  private static DomainPolicy readPolicy(Path file) {
    byte[] json = BoundedFiles.read(file.toString());
    Path folder = file.toAbsolutePath().getParent();
    try {
      return DomainPolicy.fromJson(json, name -> resolve(folder, name));
    } catch (IllegalArgumentException e) {
      throw new InvalidPolicyException(
          file + ": " + e.getMessage() + PolicyKind.hintForDomain(json));
    } catch (IOException e) {
      throw new InputException(file + " refers to a file that cannot be read: " + e.getMessage());
    }
  }

  /** File names are relative to the policy's folder. */
  private static Path resolve(@Nullable Path folder, String name) {
    return folder == null ? Path.of(name) : folder.resolve(name);
  }

  /** Parses a host name given by the user. */
  static DnsName host(String name) {
    try {
      return DnsName.parse(name);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Verifies a gateway. */
  Judged gateway(GatewayHost name) {
    Seen seen = seen(name);
    return new Judged(
        new GatewayVerifier(judge()).verify(name, seen.evidence(), at), seen.collateralSource());
  }

  private Seen seen(GatewayHost name) {
    return evidence(
        name.evidenceHost(),
        EvidenceDirectory::addGateway,
        DomainCapture::gateway,
        GatewayVerifier::quotes,
        evidence -> ProtectedNames.ofGateway(name.host(), name.base()));
  }

  /** Drafts a policy from what a gateway shows. */
  PolicyTrial draftGateway(GatewayHost name) {
    DomainEvidence evidence = seen(name).evidence();
    return PolicyTrial.of(
        GatewayVerifier.quotes(evidence),
        tried -> new GatewayVerifier(judge(tried)).verify(name, evidence, at));
  }

  /** Drafts a policy from what an app's custom domain shows. */
  PolicyTrial draftCustom(DnsName name) {
    DomainEvidence evidence = seen(name).evidence();
    return PolicyTrial.of(
        CustomDomainVerifier.quotes(evidence),
        tried -> new CustomDomainVerifier(judge(tried)).verify(name, evidence, at));
  }

  /** Verifies an app's custom domain. */
  Judged custom(DnsName name) {
    Seen seen = seen(name);
    return new Judged(
        new CustomDomainVerifier(judge()).verify(name, seen.evidence(), at),
        seen.collateralSource());
  }

  private Seen seen(DnsName name) {
    return evidence(
        name,
        EvidenceDirectory::addCustom,
        DomainCapture::custom,
        CustomDomainVerifier::quotes,
        evidence -> CustomDomainVerifier.names(name, evidence));
  }

  /** The judge for the policy. */
  DomainJudge judge() {
    return judge(policy);
  }

  private DomainJudge judge(DomainPolicy tried) {
    return DomainJudge.of(tried, options.trustAnchor.anchor(), webPki());
  }

  private WebPki webPki() {
    if (options.webRoots == null) {
      return WebPki.ofJdk();
    }
    try {
      return WebPki.ofPem(BoundedFiles.read(options.webRoots));
    } catch (IllegalArgumentException e) {
      throw new InputException(options.webRoots + ": " + e.getMessage());
    }
  }

  /**
   * The evidence, from files, from a bundle or from the domain itself; also written as a bundle if
   * requested.
   *
   * @param host the host that it belongs to
   * @param files reads the documents of this kind of domain from a folder
   * @param network captures this kind of domain
   * @param quotes finds the quotes in evidence of this kind of domain
   * @param names the names to ask the witnesses about
   */
  private Seen evidence(
      DnsName host,
      BiConsumer<EvidenceDirectory, DomainEvidence.Builder> files,
      BiFunction<DomainCapture, String, DomainEvidence> network,
      Function<DomainEvidence, List<ByteBuffer>> quotes,
      Function<DomainEvidence, ProtectedNames> names) {
    options.requireFitting();
    DomainEvidence seen;
    if (options.evidence != null) {
      seen = fromFiles(host, options.evidence, files);
    } else if (options.bundle != null) {
      seen = Bundles.read(options.bundle);
    } else {
      seen = network.apply(Captures.capture(options.connectTo, port, webPki()), host.text());
    }
    Optional<byte[]> collateral = collateral(quotes.apply(seen));
    DomainEvidence evidence =
        collateral.map(json -> seen.toBuilder().collateral(json).build()).orElse(seen);
    if (options.bundle == null) {
      boolean isLive = options.evidence == null;
      evidence = options.witnesses.ask(evidence, names.apply(evidence), isLive, at);
    }
    if (options.capture != null) {
      Bundles.write(evidence, options.capture);
    }
    return new Seen(evidence, collateralSource(collateral.isPresent(), evidence));
  }

  private String collateralSource(boolean isNew, DomainEvidence evidence) {
    if (isNew) {
      return options.collateral != null ? "the file of --collateral" : options.services.words();
    }
    return evidence.collateral().isPresent() ? "the capture" : "nowhere";
  }

  private DomainEvidence fromFiles(
      DnsName host, Path folder, BiConsumer<EvidenceDirectory, DomainEvidence.Builder> files) {
    DomainEvidence.Builder evidence = DomainEvidence.builder(host.text(), at);
    files.accept(new EvidenceDirectory(folder), evidence);
    if (options.servedCertificate != null) {
      evidence.peerChain(EvidenceDirectory.chain(options.servedCertificate));
    }
    return evidence.build();
  }

  /** The given collateral, or that of a service for these quotes. */
  private Optional<byte[]> collateral(List<ByteBuffer> quotes) {
    if (options.collateral != null) {
      return Optional.of(collateral(options.collateral));
    }
    if (!options.services.isNamed() && (options.evidence != null || options.bundle != null)) {
      return Optional.empty();
    }
    PcsClient client =
        options.services.client(
            options.trustAnchor.anchor(),
            EcdsaP256.bouncyCastle(),
            Clock.fixed(at, ZoneOffset.UTC));
    return new PcsCollateral(client, at, err).of(quotes);
  }

  private byte[] collateral(Path file) {
    byte[] json = BoundedFiles.read(file);
    try {
      QuoteAssessor.of(judge().verifier(), Optional.of(RawBytes.of(json)), at);
      return json;
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": " + e.getMessage());
    }
  }

  /**
   * Prints the report, and writes the page if requested; returns the exit code.
   *
   * @param subject kind and host, as arguments
   */
  int write(Judged judged, List<String> subject, OutputOptions output) {
    DomainReport report = judged.report();
    Imprint imprint =
        new Imprint(
            "quotary",
            VersionProvider.version().replace("quotary ", ""),
            now(),
            atSource,
            judged.collateralSource(),
            SameCommand.of(subject, options, at));
    if (options.html != null) {
      OutputFile.write(options.html, ReportPage.of(report, imprint));
    }
    if (output.isJson()) {
      output.out().print(ReportJson.of(report, imprint));
    } else {
      output.printText(text(report, imprint));
    }
    return exitCode(report);
  }

  private String text(DomainReport report, Imprint imprint) {
    return options.full ? ReportText.full(report, imprint) : ReportText.of(report, imprint);
  }

  private static int exitCode(DomainReport report) {
    return switch (report.verdict()) {
      case PASS -> ExitCode.OK;
      case GENUINE -> report.checks().isTrusted() ? ExitCode.OK : ExitCode.NOT_TRUSTED;
      case FAIL -> ExitCode.REJECTED;
      case INCOMPLETE -> ExitCode.UNDECIDED;
    };
  }
}
