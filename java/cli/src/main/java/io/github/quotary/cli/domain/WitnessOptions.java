package io.github.quotary.cli.domain;

import io.github.quotary.domain.capture.DnsServers;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to query the domain's other witnesses: the DNS and Certificate Transparency. */
final class WitnessOptions {
  private static final String SYSTEM = "system";
  private static final String NONE = "none";
  private static final String HTTPS = "https://";
  private static final Pattern SERVER =
      Pattern.compile("([0-9a-fA-F.:]+?|\\[[0-9a-fA-F:]+\\])(?:#([0-9]{1,5}))?");
  private static final int DNS_PORT = 53;
  private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

  @Option(
      names = "--dns",
      paramLabel = "SOURCE",
      description =
          "Where to look up CAA: system, a server's address (ADDRESS or ADDRESS#PORT), DNS over"
              + " HTTPS (https://HOST/dns-query, trusted to validate DNSSEC), a file of records as"
              + " printed by dig, or none. Default: system, or none with --evidence.")
  @Nullable String dns;

  @Option(
      names = "--ct",
      paramLabel = "SOURCE",
      description =
          "Where to look up logged certificates: crtsh, certspotter, a service that answers like one"
              + " of them (its URL; Cert Spotter's ends in /v1/issuances), a file with an answer of"
              + " either, a directory with such an answer (*.json) and certificates (*.pem, *.crt,"
              + " *.der), or none. May be repeated: the next is asked if those before it are"
              + " unavailable. Default: crtsh, then certspotter, or none with --evidence.")
  List<String> ct = new ArrayList<>();

  @Option(
      names = "--ct-token-file",
      paramLabel = "FILE",
      description =
          "Cert Spotter's token, for more questions an hour. Default: the environment variable"
              + " QUOTARY_CERTSPOTTER_TOKEN, if it is set.")
  private @Nullable Path tokenFile;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  WitnessOptions() {}

  /**
   * The evidence with the answers of the witnesses.
   *
   * @param isLive whether the evidence was captured now, so that witnesses are queried unless told
   *     otherwise
   */
  DomainEvidence ask(DomainEvidence evidence, ProtectedNames names, boolean isLive, Instant at) {
    String dnsSource = dns != null ? dns : isLive ? SYSTEM : NONE;
    DomainEvidence seen =
        dnsSource.equals(NONE)
            ? evidence
            : WitnessCapture.withDns(evidence, names, dnsSource(dnsSource));
    List<String> places = !ct.isEmpty() ? ct : isLive ? CtSources.USUAL : List.of(CtSources.NONE);
    return places.contains(CtSources.NONE)
        ? withoutCt(places, seen)
        : askCt(seen, names, places, at);
  }

  private static DomainEvidence withoutCt(List<String> places, DomainEvidence evidence) {
    if (places.size() > 1) {
      throw new InputException("--ct none cannot be combined with another --ct");
    }
    return evidence;
  }

  private DomainEvidence askCt(
      DomainEvidence evidence, ProtectedNames names, List<String> places, Instant at) {
    CtSources services = CtSources.of(tokenFile);
    List<CtSource> sources = new ArrayList<>();
    List<LoggedFiles> folders = new ArrayList<>();
    for (String place : places) {
      if (!CtSources.isService(place) && Files.isDirectory(Path.of(place))) {
        LoggedFiles files = LoggedFiles.of(Path.of(place));
        folders.add(files);
        sources.add(files.answer());
      } else {
        sources.add(services.source(place));
      }
    }
    DomainEvidence seen = WitnessCapture.withCt(evidence, names, sources, at);
    for (LoggedFiles folder : folders) {
      seen = folder.addCertificates(seen);
    }
    return seen;
  }

  /** Whether a server or service was given. */
  boolean needNetwork() {
    return ct.stream().anyMatch(CtSources::isService)
        || (dns != null
            && (dns.equals(SYSTEM) || dns.startsWith(HTTPS) || SERVER.matcher(dns).matches()));
  }

  private static DnsSource dnsSource(String source) {
    try {
      if (source.startsWith(HTTPS)) {
        return DnsServers.overHttps(URI.create(source), DNS_TIMEOUT);
      }
      if (source.equals(SYSTEM)) {
        return DnsServers.ofSystem(DNS_TIMEOUT);
      }
      Matcher server = SERVER.matcher(source);
      if (server.matches()) {
        int port = server.group(2) == null ? DNS_PORT : Integer.parseInt(server.group(2));
        InetAddress address = InetAddress.getByName(server.group(1).replaceAll("[\\[\\]]", ""));
        return DnsServers.at(new InetSocketAddress(address, port), DNS_TIMEOUT);
      }
      return ZoneText.parse(BoundedFiles.read(source));
    } catch (UnknownHostException e) {
      throw new InputException("Unknown DNS server: " + source);
    } catch (IllegalArgumentException e) {
      throw new InputException(source + ": " + e.getMessage());
    }
  }
}
