package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.config.DomainName;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A certificate chain with its key and the names that it is served for. Its text shows no key.
 *
 * @param key of the first certificate
 * @param chain the leaf first, at least one
 * @param names that clients may ask for
 */
public record ServedCertificate(
    PrivateKey key, List<X509Certificate> chain, List<DomainName> names) {
  private static final int DNS_NAME = 2;

  /**
   * Copies chain and names.
   *
   * @throws IllegalArgumentException if the chain is empty
   */
  public ServedCertificate {
    chain = List.copyOf(chain);
    names = List.copyOf(names);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("A chain without a certificate");
    }
  }

  /**
   * A chain, served for the DNS names in the alternative names of its leaf.
   *
   * @throws IllegalArgumentException if the chain is empty
   */
  public static ServedCertificate of(PrivateKey key, List<X509Certificate> chain) {
    List<DomainName> names = chain.isEmpty() ? List.of() : dnsNames(chain.get(0));
    return new ServedCertificate(key, chain, names);
  }

  private static List<DomainName> dnsNames(X509Certificate leaf) {
    Collection<List<?>> all;
    try {
      all = leaf.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      // Names that cannot be read are not served; the certificate may still be the default.
      return List.of();
    }
    List<DomainName> names = new ArrayList<>();
    if (all != null) {
      for (List<?> name : all) {
        if (name.get(0).equals(DNS_NAME)) {
          DomainName.parse(name.get(1).toString()).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  @Override
  public String toString() {
    return "ServedCertificate[names=" + names + "]";
  }
}
