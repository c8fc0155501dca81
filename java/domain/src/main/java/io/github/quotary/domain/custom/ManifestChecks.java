package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.domain.workload.Parsing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest and its files: checks MF-1, MF-2 and CERT-1. */
final class ManifestChecks {
  private final Manifest manifest;
  private final DnsName host;
  private final Optional<LeafCertificate> served;
  private final Map<String, RawBytes> files = new HashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> altered = new ArrayList<>();
  private final List<CertificateMatch> matches = new ArrayList<>();

  ManifestChecks(
      Manifest manifest, DnsName host, Optional<LeafCertificate> served, Parsing parsing) {
    this.manifest = manifest;
    this.host = host;
    this.served = served;
    for (Manifest.Entry entry : manifest.entries()) {
      Optional<RawBytes> file = parsing.document(entry.path(), EvidencePaths.MAX_FILE);
      if (file.isEmpty()) {
        missing.add(entry.name());
      } else if (!file.get().sha256().equals(entry.sha256())) {
        altered.add(
            entry.name() + " has SHA-256 " + file.get().sha256() + "; listed " + entry.sha256());
      } else {
        files.put(entry.name(), file.get());
      }
    }
    served.ifPresent(this::match);
  }

  private void match(LeafCertificate leaf) {
    for (Manifest.Entry entry : manifest.certificatesFor(host)) {
      Optional.ofNullable(files.get(entry.name()))
          .ifPresent(file -> matches.add(CertificateMatch.of(entry.name(), file, leaf)));
    }
  }

  /** A file, if it is there and as listed. */
  Optional<RawBytes> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** MF-1, of a manifest that could be read. */
  Finding grammar() {
    if (manifest.entry(Manifest.ACCOUNT).isEmpty()) {
      return Finding.fail(Check.MF_1, "the manifest does not list " + Manifest.ACCOUNT);
    } else if (!listsCertificate()) {
      return Finding.fail(Check.MF_1, "the manifest lists no certificate for " + host);
    }
    return Finding.pass(
        Check.MF_1, "the manifest lists " + manifest.entries().size() + " files, each once");
  }

  /** Whether a file is named after the host or covers it, is the only one, or has its name. */
  private boolean listsCertificate() {
    return manifest.entries().stream()
        .filter(Manifest.Entry::isCertificate)
        .anyMatch(
            entry ->
                Manifest.certified(entry.name()).map(host::isCoveredBy).orElse(true)
                    || !files.containsKey(entry.name())
                    || matches.stream()
                        .anyMatch(match -> match.name().equals(entry.name()) && covers(match)));
  }

  private boolean covers(CertificateMatch match) {
    return match.leaf().filter(leaf -> host.isCoveredByAny(leaf.dnsNames())).isPresent();
  }

  /** MF-2. */
  Finding digests() {
    if (!altered.isEmpty()) {
      return Finding.fail(Check.MF_2, altered.get(0)).withDetails(altered);
    }
    List<String> needed =
        missing.stream().filter(name -> name.equals(Manifest.ACCOUNT) || isNeeded(name)).toList();
    if (!needed.isEmpty()) {
      return Finding.incomplete(Check.MF_2, "listed, but not in the evidence: " + needed);
    }
    return Finding.pass(Check.MF_2, files.size() + " files are as listed")
        .withDetails(
            missing.isEmpty()
                ? List.of()
                : List.of("listed, not in the evidence, and not needed: " + missing));
  }

  /** Whether the host's certificate could only be in this file. */
  private boolean isNeeded(String name) {
    return best().isEmpty() && Manifest.certified(name).map(host::isCoveredBy).orElse(true);
  }

  /** The file that vouches for the served certificate. */
  Optional<CertificateMatch> best() {
    for (CertificateMatch.Kind kind :
        List.of(CertificateMatch.Kind.EXACT, CertificateMatch.Kind.SAME_KEY)) {
      for (CertificateMatch match : matches) {
        if (match.kind() == kind && covers(match) && servedCovers()) {
          return Optional.of(match);
        }
      }
    }
    return Optional.empty();
  }

  private boolean servedCovers() {
    return served.filter(leaf -> host.isCoveredByAny(leaf.dnsNames())).isPresent();
  }

  /** CERT-1. */
  Finding certificate() {
    if (served.isEmpty()) {
      return Finding.incomplete(Check.CERT_1, "it is not known which certificate is served");
    }
    List<String> lines = new ArrayList<>();
    lines.add("served: for " + served.get().dnsNames() + ", key " + servedKey());
    matches.forEach(match -> lines.add(match.line()));
    Optional<CertificateMatch> best = best();
    if (best.isPresent()) {
      return pass(best.get()).withDetails(lines).withRefs(best.get().name());
    }
    if (!servedCovers()) {
      return Finding.fail(Check.CERT_1, "the served certificate is not for " + host)
          .withDetails(lines);
    }
    if (matches.isEmpty()) {
      return Finding.incomplete(Check.CERT_1, "no certificate of the manifest is at hand")
          .withDetails(lines);
    }
    return Finding.fail(
            Check.CERT_1,
            "no certificate of the manifest for " + host + " is the served one or has its key")
        .withDetails(lines);
  }

  private String servedKey() {
    return served.orElseThrow().subjectPublicKeyInfo().sha256().toString();
  }

  private static Finding pass(CertificateMatch best) {
    return best.kind() == CertificateMatch.Kind.EXACT
        ? Finding.pass(Check.CERT_1, "the served certificate is that of " + best.name())
        : Finding.pass(
            Check.CERT_1,
            "the served certificate has the key of "
                + best.name()
                + ", but is another: one of the two is a renewal");
  }
}
