package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.IssuedCertificate;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.proxy.ServedCertificate;
import io.github.quotary.ingress.proxy.ServedCertificates;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The certificates that are served, by name; names without one are left out. Immutable.
 *
 * @param certificates in the order of the names, so that the first name's is the default
 */
record Served(SortedMap<DomainName, IssuedCertificate> certificates) {
  Served {
    certificates = new TreeMap<>(certificates);
  }

  static Served nothing() {
    return new Served(new TreeMap<>());
  }

  boolean isEmpty() {
    return certificates.isEmpty();
  }

  /** These, and those of another one for names without. */
  Served or(Served other) {
    SortedMap<DomainName, IssuedCertificate> all = new TreeMap<>(other.certificates);
    all.putAll(certificates);
    return new Served(all);
  }

  /** Whether the same certificates are served for the same names. */
  boolean isSame(Served other) {
    return leaves().equals(other.leaves());
  }

  private SortedMap<DomainName, X509Certificate> leaves() {
    SortedMap<DomainName, X509Certificate> leaves = new TreeMap<>();
    certificates.forEach((name, certificate) -> leaves.put(name, certificate.leaf()));
    return leaves;
  }

  /** For the listener; {@code otherwise} answers if there is none at all. */
  ServedCertificates forListener(Optional<ServedCertificate> otherwise) {
    List<ServedCertificate> all = new ArrayList<>();
    certificates.forEach(
        (name, certificate) ->
            all.add(new ServedCertificate(certificate.key(), certificate.chain(), List.of(name))));
    if (all.isEmpty()) {
      otherwise.ifPresent(all::add);
    }
    return new ServedCertificates(all);
  }

  /** The leaf that a client is shown that asks for a host, as the listener chooses it. */
  Optional<X509Certificate> leafFor(String host) {
    return first(name -> !name.isWildcard() && name.covers(host))
        .or(() -> first(name -> name.isWildcard() && name.covers(host)))
        .or(() -> first(name -> true))
        .map(IssuedCertificate::leaf);
  }

  private Optional<IssuedCertificate> first(Predicate<DomainName> wanted) {
    return certificates.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Chains as PEM by name, for the evidence. */
  SortedMap<String, String> chains() {
    SortedMap<String, String> chains = new TreeMap<>();
    certificates.forEach(
        (name, certificate) -> chains.put(name.toString(), certificate.chainPem()));
    return chains;
  }

  List<String> names() {
    return certificates.keySet().stream().map(DomainName::toString).toList();
  }
}
