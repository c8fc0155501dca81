package io.github.quotary.cli.domain;

import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DohResolver;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import picocli.CommandLine.Option;

/** Where to query the domain's other witnesses: the DNS and Certificate Transparency. */
final class WitnessOptions {
  private static final String SYSTEM = "system";
  private static final String NONE = "none";
  private static final String HTTPS = "https://";
  private static final Pattern SERVER =
      Pattern.compile("([0-9a-fA-F.:]+?|\\[[0-9a-fA-F:]+\\])(?:#([0-9]{1,5}))?");
  private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CT_TIMEOUT = Duration.ofSeconds(60);

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
          "Where to look up logged certificates: a service that answers like crt.sh (its URL), a"
              + " file with such an answer, a directory with such an answer (*.json) and"
              + " certificates (*.pem, *.crt, *.der), or none. Default: https://crt.sh/, or none"
              + " with --evidence.")
  @Nullable String ct;

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
    String ctSource = ct != null ? ct : isLive ? CrtShClient.PUBLIC.toString() : NONE;
    if (ctSource.equals(NONE)) {
      return seen;
    }
    if (!isUrl(ctSource) && Files.isDirectory(Path.of(ctSource))) {
      LoggedFiles files = LoggedFiles.of(Path.of(ctSource));
      return files.addCertificates(WitnessCapture.withCt(seen, names, files.answer(), at));
    }
    return WitnessCapture.withCt(seen, names, logs(ctSource), at);
  }

  /** Whether a server or service was given. */
  boolean needNetwork() {
    return (ct != null && isUrl(ct))
        || (dns != null
            && (dns.equals(SYSTEM) || dns.startsWith(HTTPS) || SERVER.matcher(dns).matches()));
  }

  private static DnsSource dnsSource(String source) {
    try {
      if (source.startsWith(HTTPS)) {
        return ResolverDns.believing(limited(new DohResolver(source)));
      }
      if (source.equals(SYSTEM)) {
        return ResolverDns.of(limited(new ExtendedResolver()));
      }
      Matcher server = SERVER.matcher(source);
      if (server.matches()) {
        Resolver resolver = new SimpleResolver(server.group(1).replaceAll("[\\[\\]]", ""));
        if (server.group(2) != null) {
          resolver.setPort(Integer.parseInt(server.group(2)));
        }
        return ResolverDns.of(limited(resolver));
      }
      return ZoneText.parse(BoundedFiles.read(source));
    } catch (UnknownHostException e) {
      throw new InputException("Unknown DNS server: " + source);
    } catch (IllegalArgumentException e) {
      throw new InputException(source + ": " + e.getMessage());
    }
  }

  private static Resolver limited(Resolver resolver) {
    resolver.setTimeout(DNS_TIMEOUT);
    return resolver;
  }

  private static CtSource logs(String source) {
    return isUrl(source)
        ? new CrtShClient(URI.create(source.endsWith("/") ? source : source + "/"), CT_TIMEOUT)
        : CtSource.ofAnswer(readAnswer(source));
  }

  private static boolean isUrl(String source) {
    return source.startsWith("http://") || source.startsWith(HTTPS);
  }

  private static byte[] readAnswer(String file) {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new InputException("No such file: " + file);
    }
    return BoundedFiles.read(file);
  }
}
