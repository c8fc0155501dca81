package io.github.quotary.ingress.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The certificates of a listener. The first one answers clients that ask for no name, or for one
 * that no certificate covers.
 *
 * @param all at least one
 */
public record ServedCertificates(List<ServedCertificate> all) {
  /**
   * Copies the certificates.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ServedCertificates {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("A TLS listener needs a certificate");
    }
  }

  /** The certificates, the default first. */
  public static ServedCertificates of(ServedCertificate first, ServedCertificate... more) {
    return new ServedCertificates(Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
  }

  /**
   * Where the certificate for a host stands: the first that names it exactly, else the first with a
   * wildcard that covers it, else the first of all.
   */
  int indexFor(String host) {
    int wildcard = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).names().stream().anyMatch(n -> n.isWildcard() && n.covers(host))) {
        wildcard = i;
      }
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).names().stream().anyMatch(n -> !n.isWildcard() && n.covers(host))) {
        return i;
      }
    }
    return wildcard;
  }
}
