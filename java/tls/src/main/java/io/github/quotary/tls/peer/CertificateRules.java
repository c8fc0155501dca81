package io.github.quotary.tls.peer;

import io.github.quotary.tls.peer.PeerFault.Reason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a certificate says of itself: dates and usage. */
final class CertificateRules {
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final int DIGITAL_SIGNATURE = 0;

  private CertificateRules() {}

  /** Why the certificate is not for this role at this time; empty if it is. */
  static Optional<PeerFault> fault(
      X509Certificate certificate, String where, @Nullable PeerRole role, Instant at) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(until)) {
      return Optional.of(
          new PeerFault(
              Reason.DATES,
              where,
              "it is valid from " + from + " to " + until + ", not at " + at,
              "the peer must renew its certificate; or see whether a clock is wrong"));
    }
    return role == null ? Optional.empty() : usage(certificate, where, role);
  }

  private static Optional<PeerFault> usage(
      X509Certificate certificate, String where, PeerRole role) {
    List<String> purposes;
    try {
      purposes = certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      return Optional.of(unusable(where, "its extended key usage cannot be read", role));
    }
    boolean[] usage = certificate.getKeyUsage();
    // The JDK returns null for an extension that it cannot parse, too.
    if (purposes == null && certificate.getExtensionValue(EXTENDED_KEY_USAGE) != null) {
      return Optional.of(unusable(where, "its extended key usage cannot be read", role));
    }
    if (usage == null && certificate.getExtensionValue(KEY_USAGE) != null) {
      return Optional.of(unusable(where, "its key usage cannot be read", role));
    }
    if (purposes != null && !purposes.contains(role.purpose()) && !purposes.contains(ANY_PURPOSE)) {
      return Optional.of(
          unusable(where, "its extended key usage is " + String.join(", ", purposes), role));
    }
    return usage == null || usage[DIGITAL_SIGNATURE]
        ? Optional.empty()
        : Optional.of(unusable(where, "its key usage lacks digitalSignature", role));
  }

  private static PeerFault unusable(String where, String problem, PeerRole role) {
    return new PeerFault(
        Reason.USAGE,
        where,
        problem,
        "the peer must show a certificate for " + role.words() + " (" + role.purpose() + ")");
  }
}
