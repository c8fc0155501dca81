package io.github.quotary.cli.domain;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.report.DomainKind;
import io.github.quotary.domain.report.DomainReport;
import io.github.quotary.domain.watch.Watched;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A name to watch, and how to verify it: the commands' options, evaluated in each round, so that
 * files such as the collateral may be replaced while the watch runs.
 */
final class WatchTarget {
  /** Members that name files, and their options. */
  private static final Map<String, String> FILES =
      Map.of(
          "policy", "--policy",
          "collateral", "--collateral",
          "webRoots", "--web-roots",
          "trustAnchor", "--trust-anchor",
          "pcsCa", "--pcs-ca",
          "pcsPin", "--pcs-pin",
          "evidence", "--evidence",
          "servedCertificate", "--served-cert",
          "bundle", "--bundle");

  /** Members that name files or other sources. */
  private static final Map<String, String> SOURCES =
      Map.of("dns", "--dns", "ct", "--ct", "pcs", "--pcs", "connectTo", "--connect-to");

  /** Members of a single name. */
  private static final Set<String> OWN =
      Set.of("kind", "host", "baseDomain", "evidence", "servedCertificate", "bundle");

  /** All members. */
  static final Set<String> MEMBERS =
      Stream.of(FILES.keySet(), SOURCES.keySet(), OWN)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** Members allowed among the defaults. */
  static final Set<String> SHARED =
      MEMBERS.stream()
          .filter(member -> !OWN.contains(member))
          .collect(Collectors.toUnmodifiableSet());

  private final DomainKind kind;
  private final DnsName host;
  private final Optional<DnsName> baseDomain;
  private final DomainOptions options;
  private final PrintWriter err;

  private WatchTarget(
      DomainKind kind,
      DnsName host,
      Optional<DnsName> baseDomain,
      DomainOptions options,
      PrintWriter err) {
    this.kind = kind;
    this.host = host;
    this.baseDomain = baseDomain;
    this.options = options;
    this.err = err;
  }

  /**
   * A target.
   *
   * @param members the value of a member, if present
   * @param files resolves a file name
   * @param where the location of the members, for messages
   * @param err receives a message for each failure
   * @throws IllegalArgumentException if a value is not valid
   */
  static WatchTarget of(
      Function<String, Optional<String>> members,
      Function<String, Path> files,
      String where,
      PrintWriter err) {
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
    DomainOptions options = options(members, files, where);
    WatchTarget target =
        new WatchTarget(kind, host, members.apply("baseDomain").map(DomainRun::host), options, err);
    target.check();
    return target;
  }

  /** The members as options of the domain commands. */
  private static DomainOptions options(
      Function<String, Optional<String>> members, Function<String, Path> files, String where) {
    List<String> args = new ArrayList<>();
    FILES.forEach(
        (member, option) ->
            members
                .apply(member)
                .ifPresent(name -> args.addAll(List.of(option, files.apply(name).toString()))));
    SOURCES.forEach(
        (member, option) ->
            members
                .apply(member)
                .ifPresent(name -> args.addAll(List.of(option, source(name, files)))));
    DomainOptions options = new DomainOptions();
    try {
      new CommandLine(options)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(args.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
    return options;
  }

  /** A file relative to the watch file, if it exists; else any other value of the option. */
  private static String source(String name, Function<String, Path> files) {
    return name.contains("://") || !Files.isRegularFile(files.apply(name))
        ? name
        : files.apply(name).toString();
  }

  /** Rejects errors that can be found before anything is verified. */
  private void check() {
    if (kind == DomainKind.GATEWAY) {
      gateway();
    }
    DomainRun.of(options, DomainRun.HTTPS_PORT, err).judge();
  }

  private GatewayHost gateway() {
    return GatewayHost.of(host, baseDomain);
  }

  /** The name in reports. */
  String name() {
    return kind.word() + ":" + host.text();
  }

  Watched watched() {
    return new Watched(name(), this::look);
  }

  private DomainReport look(Instant at) {
    DomainRun run = DomainRun.at(at, options, err);
    return (kind == DomainKind.GATEWAY ? run.gateway(gateway()) : run.custom(host)).report();
  }
}
