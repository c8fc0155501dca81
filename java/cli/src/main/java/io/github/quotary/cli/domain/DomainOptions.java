package io.github.quotary.cli.domain;

import io.github.quotary.cli.option.PcsOptions;
import io.github.quotary.cli.option.TimeOption;
import io.github.quotary.cli.option.TrustAnchorOption;
import io.github.quotary.evidence.input.InputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every kind of domain. */
final class DomainOptions {
  @Option(
      names = "--evidence",
      paramLabel = "DIR",
      description = "Reads the domain's documents from files instead of the network.")
  @Nullable Path evidence;

  @Option(
      names = "--served-cert",
      paramLabel = "PEM",
      description = "With --evidence: the certificate that the domain served, or its whole chain.")
  @Nullable Path servedCertificate;

  @Option(
      names = {"--replay-capture", "--bundle"},
      paramLabel = "ZIP",
      description =
          "Reads everything from a capture written with --capture, instead of the network. Nobody"
              + " signs a capture: it is its maker's word.")
  @Nullable Path bundle;

  @Option(
      names = "--capture",
      paramLabel = "ZIP",
      description =
          "Also writes the evidence to one file, which --replay-capture can verify again.")
  @Nullable Path capture;

  @Option(
      names = "--connect-to",
      paramLabel = "ADDRESS:PORT",
      description = "Connects there instead of to HOST:443; the server name stays HOST.")
  @Nullable String connectTo;

  @Option(
      names = "--web-roots",
      paramLabel = "PEM",
      description = "Roots to trust for the domain's certificate instead of the JDK's.")
  @Nullable Path webRoots;

  @Option(
      names = "--collateral",
      paramLabel = "FILE",
      description =
          "Intel's collateral as JSON: one set, or {\"collaterals\": [...]} with one per platform."
              + " Default: that of --pcs, or of Intel's service if the domain itself is queried.")
  @Nullable Path collateral;

  @Mixin PcsOptions services;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "The policy as JSON; without one no domain passes. Its time of verification applies if"
              + " --at is not given.")
  @Nullable Path policy;

  @Mixin TimeOption at;

  @Mixin TrustAnchorOption trustAnchor;

  @Mixin WitnessOptions witnesses;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes the report as one HTML page.")
  @Nullable Path html;

  @Option(
      names = "--full",
      description = "Explains every check: what was compared and why it matters.")
  boolean full;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  DomainOptions() {}

  /** Whether something else than the host's own address is used. */
  boolean saysWhereToConnect() {
    return connectTo != null || evidence != null || bundle != null;
  }

  /**
   * Rejects options that contradict each other.
   *
   * @throws InputException if some do
   */
  void requireFitting() {
    if (services.isOffline()) {
      requireFiles();
    }
    if (evidence != null && bundle != null) {
      throw new InputException("Use --evidence or --replay-capture, not both");
    }
    if (servedCertificate != null && evidence == null) {
      throw new InputException("--served-cert needs --evidence");
    }
    if (bundle != null && (witnesses.dns != null || !witnesses.ct.isEmpty())) {
      throw new InputException(
          "A capture contains its witnesses; --dns and --ct cannot be combined with"
              + " --replay-capture");
    }
    if (connectTo != null && (evidence != null || bundle != null)) {
      throw new InputException(
          "--connect-to cannot be combined with --evidence or --replay-capture");
    }
  }

  private void requireFiles() {
    if (evidence == null && bundle == null) {
      throw new InputException(
          "--offline needs the evidence in files: --evidence DIR with --served-cert PEM, or"
              + " --replay-capture ZIP");
    }
    if (witnesses.needNetwork()) {
      throw new InputException("--offline needs the answers for --dns and --ct in files, or none");
    }
  }
}
