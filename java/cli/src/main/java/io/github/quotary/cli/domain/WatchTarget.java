package io.github.quotary.cli.domain;

import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.gateway.GatewayVerifier;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.watch.Watched;
import io.github.quotary.domain.witness.ProtectedNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A name to watch, and how to look at it: what the commands' options say, for each round anew, so
 * that files such as the collateral may be replaced while the watch runs.
 */
final class WatchTarget {
  /** Members that may stand among the defaults. */
  static final Set<String> SHARED =
      Set.of("policy", "collateral", "webRoots", "trustAnchor", "dns", "ct", "connectTo");

  /** All members. */
  static final Set<String> MEMBERS = members();

  private final DomainKind kind;
  private final DnsName host;
  private final Optional<DnsName> baseDomain;
  private final DomainOptions options;

  private WatchTarget(
      DomainKind kind, DnsName host, Optional<DnsName> baseDomain, DomainOptions options) {
    this.kind = kind;
    this.host = host;
    this.baseDomain = baseDomain;
    this.options = options;
  }

  private static Set<String> members() {
    Set<String> all = new TreeSet<>(SHARED);
    all.addAll(Set.of("kind", "host", "baseDomain", "evidence", "servedCertificate", "bundle"));
    return all;
  }

  /**
   * A target.
   *
   * @param members the value of a member, if it is there
   * @param files where a file of this name is
   * @param where where the members stand
   * @throws IllegalArgumentException if a value is none
   */
  static WatchTarget of(
      Function<String, Optional<String>> members, Function<String, Path> files, String where) {
    String word = members.apply("kind").orElse("");
    DomainKind kind =
        Arrays.stream(DomainKind.values())
            .filter(known -> known.word().equals(word))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(where + "/kind must be gateway or custom"));
    DnsName host =
        members
            .apply("host")
            .map(DomainRun::host)
            .orElseThrow(() -> new IllegalArgumentException(where + "/host is missing"));
    DomainOptions options = new DomainOptions();
    options.witnesses = new WitnessOptions();
    options.policy = members.apply("policy").map(files).orElse(null);
    options.collateral = members.apply("collateral").map(files).orElse(null);
    options.webRoots = members.apply("webRoots").map(files).orElse(null);
    options.trustAnchor = members.apply("trustAnchor").map(files).orElse(null);
    options.connectTo = members.apply("connectTo").orElse(null);
    options.evidence = members.apply("evidence").map(files).orElse(null);
    options.servedCertificate = members.apply("servedCertificate").map(files).orElse(null);
    options.bundle = members.apply("bundle").map(files).orElse(null);
    options.witnesses.dns = members.apply("dns").map(name -> source(name, files)).orElse(null);
    options.witnesses.ct = members.apply("ct").map(name -> source(name, files)).orElse(null);
    WatchTarget target =
        new WatchTarget(
            kind, host, members.apply("baseDomain").map(DomainRun::host), options);
    target.check();
    return target;
  }

  /** A file beside the watch's, if there is one of the name; else what the option takes. */
  private static String source(String name, Function<String, Path> files) {
    return name.contains("://") || !Files.isRegularFile(files.apply(name))
        ? name
        : files.apply(name).toString();
  }

  /** What can be known to be wrong before anything is looked at. */
  private void check() {
    if (kind == DomainKind.GATEWAY) {
      gateway();
    }
    DomainRun.of(options).judge();
  }

  private GatewayHost gateway() {
    return GatewayHost.of(host, baseDomain);
  }

  /** What it is known by. */
  String name() {
    return kind.word() + ":" + host.text();
  }

  Watched watched() {
    return new Watched(name(), this::look);
  }

  private DomainReport look(Instant at) {
    options.at = at.toString();
    DomainRun run = DomainRun.of(options);
    return kind == DomainKind.GATEWAY ? lookAtGateway(run) : lookAtCustom(run);
  }

  private DomainReport lookAtGateway(DomainRun run) {
    GatewayHost name = gateway();
    return new GatewayVerifier(run.judge())
        .verify(
            name,
            run.evidence(
                name.evidenceHost(),
                EvidenceDirectory::addGateway,
                DomainCapture::gateway,
                evidence -> ProtectedNames.ofGateway(name.host(), name.base())),
            run.at());
  }

  private DomainReport lookAtCustom(DomainRun run) {
    return new CustomDomainVerifier(run.judge())
        .verify(
            host,
            run.evidence(
                host,
                EvidenceDirectory::addCustom,
                DomainCapture::custom,
                evidence -> CustomDomainVerifier.names(host, evidence)),
            run.at());
  }
}
