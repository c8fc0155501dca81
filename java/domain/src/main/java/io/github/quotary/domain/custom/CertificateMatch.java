package io.github.quotary.domain.custom;

import io.github.quotary.domain.certificate.LeafCertificate;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.reading.Reading;
import java.util.List;
import java.util.Optional;

/**
 * A certificate file compared with the served certificate.
 *
 * @param name the file's name
 * @param kind how they relate
 * @param leaf the file's first certificate, if it is one
 * @param problem why the file cannot be read, if it cannot
 */
record CertificateMatch(
    String name, Kind kind, Optional<LeafCertificate> leaf, Optional<String> problem) {
  /** How a file relates to the served certificate, best match first. */
  enum Kind {
    /** The file's first certificate is the served one, byte for byte. */
    EXACT,
    /** It is another certificate for the same key: one of the two is a renewal. */
    SAME_KEY,
    /** The served one is in the file, but not first. */
    IN_CHAIN,
    /** It is a different certificate. */
    MISMATCH
  }

  static CertificateMatch of(String name, RawBytes pem, LeafCertificate served) {
    List<RawBytes> chain;
    try {
      chain = PemBundle.read(pem);
    } catch (IllegalArgumentException e) {
      return new CertificateMatch(
          name, Kind.MISMATCH, Optional.empty(), Optional.ofNullable(e.getMessage()));
    }
    Reading<LeafCertificate> first = LeafCertificate.read(chain.get(0));
    return new CertificateMatch(
        name,
        first.found().map(leaf -> kind(leaf, chain, served)).orElse(Kind.MISMATCH),
        first.found(),
        first.problem());
  }

  private static Kind kind(LeafCertificate leaf, List<RawBytes> chain, LeafCertificate served) {
    if (leaf.der().equals(served.der())) {
      return Kind.EXACT;
    } else if (leaf.subjectPublicKeyInfo().equals(served.subjectPublicKeyInfo())) {
      return Kind.SAME_KEY;
    }
    return chain.contains(served.der()) ? Kind.IN_CHAIN : Kind.MISMATCH;
  }

  String line() {
    return name
        + ": "
        + kind
        + leaf.map(
                certificate ->
                    ", for "
                        + certificate.dnsNames()
                        + ", key "
                        + certificate.subjectPublicKeyInfo().sha256())
            .orElse("")
        + problem.map(text -> ", " + text).orElse("");
  }
}
