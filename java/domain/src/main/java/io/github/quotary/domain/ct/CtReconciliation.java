package io.github.quotary.domain.ct;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares logged certificates with the attested keys, by public key. A certificate with an
 * unattested key can be used by whoever holds that key, until it expires; revocation does not
 * count, since clients rarely check it. A precertificate, its certificate and what a search engine
 * says of them have one issuer and serial number; only those with the same key are the same.
 *
 * @param findings each certificate for the names that has not expired
 */
public record CtReconciliation(List<Finding> findings) {
  /** Copies the list. */
  public CtReconciliation {
    findings = List.copyOf(findings);
  }

  /** State of a certificate's key. */
  public enum KeyState {
    /** Attested: the TEE holds it. */
    ATTESTED,
    /** Not attested: someone else may hold it. */
    UNATTESTED,
    /** Unknown, since only the certificate's metadata is available. */
    UNKNOWN
  }

  /** A certificate and the state of its key. */
  public record Finding(LoggedCertificate certificate, KeyState key) {}

  /**
   * Compares the logged certificates with the attested keys.
   *
   * @param logged what logs have
   * @param hosts names to protect, in lower case; {@code *.example.com} protects that name and
   *     every name below
   * @param attestedKeys SHA-256 of attested SubjectPublicKeyInfos
   * @param attestedCertificates certificates that were seen, and whose keys are attested: what
   *     metadata alone name is one of these, or nothing is known of its key
   * @param at now; what expired before does not count
   */
  public static CtReconciliation of(
      List<LoggedCertificate> logged,
      List<String> hosts,
      Set<Measurement> attestedKeys,
      Set<Issued> attestedCertificates,
      Instant at) {
    Set<Issued> whole = new HashSet<>();
    logged.stream()
        .filter(certificate -> certificate.keyHash().isPresent())
        .forEach(certificate -> whole.add(certificate.issued()));
    Set<Object> met = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    for (LoggedCertificate certificate : logged) {
      boolean isKnownWhole =
          certificate.keyHash().isEmpty() && whole.contains(certificate.issued());
      boolean isNew = met.add(List.of(certificate.issued(), certificate.keyHash()));
      boolean isAlive = !certificate.notAfter().isBefore(at);
      if (!isKnownWhole && isNew && isAlive && certificate.isForAnyOf(hosts)) {
        findings.add(
            new Finding(certificate, keyState(certificate, attestedKeys, attestedCertificates)));
      }
    }
    return new CtReconciliation(findings);
  }

  /** Certificates whose keys are in this state. */
  public List<LoggedCertificate> with(KeyState state) {
    return findings.stream()
        .filter(finding -> finding.key() == state)
        .map(Finding::certificate)
        .toList();
  }

  private static KeyState keyState(
      LoggedCertificate certificate, Set<Measurement> keys, Set<Issued> attested) {
    if (certificate.keyHash().isPresent()) {
      return keys.contains(certificate.keyHash().get()) ? KeyState.ATTESTED : KeyState.UNATTESTED;
    }
    return attested.contains(certificate.issued()) ? KeyState.ATTESTED : KeyState.UNKNOWN;
  }
}
