package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.report.Check;
import io.github.quotary.domain.report.Finding;
import io.github.quotary.quote.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manifest and its files: checks MF-1, MF-2 and CERT-1.
 *
 * @param manifest the manifest
 * @param files its files
 * @param host the requested name
 * @param served the served certificate, if known
 * @param matches the manifest's certificates for the host, compared with the served one
 */
record ManifestChecks(
    Manifest manifest,
    ManifestFiles files,
    DnsName host,
    Optional<LeafCertificate> served,
    List<CertificateMatch> matches) {
  /** Copies the list. */
  ManifestChecks {
    matches = List.copyOf(matches);
  }

  static ManifestChecks of(
      Manifest manifest, ManifestFiles files, DnsName host, Optional<LeafCertificate> served) {
    return new ManifestChecks(
        manifest,
        files,
        host,
        served,
        served.map(leaf -> matches(manifest, files, host, leaf)).orElse(List.of()));
  }

  private static List<CertificateMatch> matches(
      Manifest manifest, ManifestFiles files, DnsName host, LeafCertificate served) {
    return manifest.certificatesFor(host).stream()
        .map(Manifest.Entry::name)
        .flatMap(
            name ->
                files.intact(name).map(file -> CertificateMatch.of(name, file, served)).stream())
        .toList();
  }

  /** MF-1, MF-2 and CERT-1. */
  List<Finding> findings() {
    return List.of(grammar(), digests(), certificate());
  }

  /** MF-1, of a well-formed manifest. */
  private Finding grammar() {
    if (manifest.entry(Manifest.ACCOUNT).isEmpty()) {
      return Finding.fail(Check.MF_1, "the manifest does not list " + Manifest.ACCOUNT);
    } else if (!listsCertificate()) {
      return Finding.fail(Check.MF_1, "the manifest lists no certificate for " + host);
    }
    return Finding.pass(
        Check.MF_1,
        "the manifest lists " + manifest.entries().size() + " files, without duplicates");
  }

  /** Whether a file is named after the host or covers it, is the only one, or has its name. */
  private boolean listsCertificate() {
    return manifest.entries().stream()
        .filter(Manifest.Entry::isCertificate)
        .anyMatch(
            entry ->
                Manifest.certified(entry.name()).map(host::isCoveredBy).orElse(true)
                    || files.intact(entry.name()).isEmpty()
                    || matches.stream()
                        .anyMatch(match -> match.name().equals(entry.name()) && covers(match)));
  }

  private boolean covers(CertificateMatch match) {
    return match.leaf().filter(leaf -> host.isCoveredByAny(leaf.dnsNames())).isPresent();
  }

  /** MF-2. */
  private Finding digests() {
    if (!files.altered().isEmpty()) {
      return Finding.fail(Check.MF_2, files.altered().get(0)).withDetails(files.altered());
    }
    List<String> needed =
        files.missing().stream()
            .filter(name -> name.equals(Manifest.ACCOUNT) || isNeeded(name))
            .toList();
    if (!needed.isEmpty()) {
      return Finding.incomplete(Check.MF_2, "listed, but not in the evidence: " + needed);
    }
    return Finding.pass(Check.MF_2, files.intact().size() + " files match the manifest")
        .withDetails(
            files.missing().isEmpty()
                ? List.of()
                : List.of("listed, not in the evidence, and not needed: " + files.missing()));
  }

  /** Whether the host's certificate could only be in this file. */
  private boolean isNeeded(String name) {
    return best().isEmpty() && Manifest.certified(name).map(host::isCoveredBy).orElse(true);
  }

  /** The listed file with the served certificate or its key. */
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

  /** Keys of the host's other certificates that the manifest lists, by file. */
  SortedMap<String, Measurement> otherKeys() {
    SortedMap<String, Measurement> keys = new TreeMap<>();
    for (CertificateMatch match : matches) {
      match
          .leaf()
          .map(leaf -> leaf.subjectPublicKeyInfo().sha256())
          .filter(key -> !servedKey().equals(Optional.of(key)))
          .ifPresent(key -> keys.put(match.name(), key));
    }
    return keys;
  }

  private Optional<Measurement> servedKey() {
    return served.map(leaf -> leaf.subjectPublicKeyInfo().sha256());
  }

  private boolean servedCovers() {
    return served.filter(leaf -> host.isCoveredByAny(leaf.dnsNames())).isPresent();
  }

  /** CERT-1. */
  private Finding certificate() {
    if (served.isEmpty()) {
      return Finding.incomplete(Check.CERT_1, "the served certificate is unknown");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "served: for "
            + served.get().dnsNames()
            + ", key "
            + served.get().subjectPublicKeyInfo().sha256());
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
      return Finding.incomplete(Check.CERT_1, "no certificate in the manifest is available")
          .withDetails(lines);
    }
    return Finding.fail(
            Check.CERT_1,
            "no certificate in the manifest for " + host + " is the served one or has its key")
        .withDetails(lines);
  }

  private static Finding pass(CertificateMatch best) {
    return best.kind() == CertificateMatch.Kind.EXACT
        ? Finding.pass(Check.CERT_1, "the served certificate is the one in " + best.name())
        : Finding.pass(
            Check.CERT_1,
            "the served certificate has the key of "
                + best.name()
                + " but differs: one of the two is a renewal");
  }
}
