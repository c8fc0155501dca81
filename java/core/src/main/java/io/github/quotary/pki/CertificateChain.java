package io.github.quotary.pki;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parsed certificates and the part that each plays, found as Intel's QVL finds it: by names, not by
 * position. Immutable; nothing about it is trusted.
 */
final class CertificateChain {
  /** What a certificate takes beside its DER. */
  private static final long CERTIFICATE_BYTES = 1024;

  static final String PCK_NAME = "SGX PCK Certificate";

  private final List<X509Cert> certificates;
  private final @Nullable PckCertificate pck;
  private final @Nullable X509Cert root;
  private final Instant earliestNotBefore;
  private final Instant latestNotBefore;
  private final Instant earliestNotAfter;

  private CertificateChain(List<X509Cert> certificates, @Nullable PckCertificate pck) {
    this.certificates = certificates;
    this.pck = pck;
    root = last(certificates, X509Cert::isSelfIssued);
    Instant firstStart = Instant.MAX;
    Instant lastStart = Instant.MIN;
    Instant firstEnd = Instant.MAX;
    for (X509Cert certificate : certificates) {
      firstStart = min(firstStart, certificate.notBefore());
      lastStart = max(lastStart, certificate.notBefore());
      firstEnd = min(firstEnd, certificate.notAfter());
    }
    earliestNotBefore = firstStart;
    latestNotBefore = lastStart;
    earliestNotAfter = firstEnd;
  }

  /**
   * Parses concatenated PEM certificates; at least one must be there.
   *
   * @param most how many; of more, no further one is parsed
   */
  static CertificateChain parse(ByteBuffer pem, KnownCertificates known, int most)
      throws PkiFormatException {
    byte[] text = new byte[pem.remaining()];
    pem.get(pem.position(), text);
    return parse(text, known, most);
  }

  /** The same; nobody changes the array meanwhile. */
  static CertificateChain parse(byte[] text, KnownCertificates known, int most)
      throws PkiFormatException {
    List<X509Cert> certificates = IntelPem.certificates(text, known, most);
    if (certificates == null) {
      certificates = anyCertificates(text, known, most);
    }
    X509Cert leaf = last(certificates, c -> c.subject().commonName().contains(PCK_NAME));
    return new CertificateChain(
        List.copyOf(certificates), leaf == null ? null : PckCertificate.parse(leaf));
  }

  /** The certificates of PEM that is written in any way. */
  private static List<X509Cert> anyCertificates(byte[] text, KnownCertificates known, int most)
      throws PkiFormatException {
    List<X509Cert> certificates = new ArrayList<>();
    for (String chunk : PemChain.someChunks(ByteBuffer.wrap(text), most)) {
      try {
        certificates.add(known.parse(chunk));
      } catch (PkiFormatException e) {
        throw new PkiFormatException(
            "Certificate " + (certificates.size() + 1) + ": " + e.problem());
      }
    }
    return certificates;
  }

  List<X509Cert> certificates() {
    return certificates;
  }

  /** The last self-issued certificate. */
  Optional<X509Cert> root() {
    return Optional.ofNullable(root);
  }

  /** The first certificate that is not self-issued and has "CA" in its common name. */
  Optional<X509Cert> intermediate() {
    for (X509Cert certificate : certificates) {
      if (!certificate.isSelfIssued() && certificate.subject().commonName().contains("CA")) {
        return Optional.of(certificate);
      }
    }
    return Optional.empty();
  }

  /** The last certificate named as a PCK certificate. */
  Optional<PckCertificate> pck() {
    return Optional.ofNullable(pck);
  }

  /** The last certificate that issued none of another subject. */
  Optional<X509Cert> topmost() {
    return Optional.ofNullable(last(certificates, this::issuedNone));
  }

  private boolean issuedNone(X509Cert issuer) {
    for (X509Cert other : certificates) {
      if (issued(issuer, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean issued(X509Cert issuer, X509Cert other) {
    return other.isIssuedBy(issuer) && !other.subject().matches(issuer.subject());
  }

  /** About how many bytes the certificates take in memory. */
  long retainedBytes() {
    long bytes = 0;
    for (X509Cert certificate : certificates) {
      bytes += CERTIFICATE_BYTES + certificate.der().length;
    }
    return bytes;
  }

  Instant earliestNotBefore() {
    return earliestNotBefore;
  }

  Instant latestNotBefore() {
    return latestNotBefore;
  }

  Instant earliestNotAfter() {
    return earliestNotAfter;
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static @Nullable X509Cert last(
      List<X509Cert> certificates, Predicate<X509Cert> condition) {
    X509Cert found = null;
    for (X509Cert certificate : certificates) {
      if (condition.test(certificate)) {
        found = certificate;
      }
    }
    return found;
  }
}
