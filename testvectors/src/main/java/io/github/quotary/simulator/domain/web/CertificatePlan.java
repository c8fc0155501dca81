package io.github.quotary.simulator.domain.web;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server's certificate.
 *
 * @param key name of its key pair; certificates of one name share a key
 * @param commonName common name of the subject, which a verifier must not look at
 * @param dnsNames names of type dNSName; without any there is no such extension entry
 * @param ipAddress a name of type iPAddress, if any
 * @param notBefore start of validity
 * @param notAfter end of validity
 * @param issuer who signs it
 * @param issue which certificate for this key and these names it is; another number, another serial
 *     number
 * @param promises whose signed certificate timestamps are inside
 */
@RecordBuilder
public record CertificatePlan(
    String key,
    String commonName,
    List<String> dnsNames,
    @Nullable String ipAddress,
    Instant notBefore,
    Instant notAfter,
    Issuer issuer,
    int issue,
    LogPromises promises)
    implements CertificatePlanBuilder.With {

  /** Who signs a certificate. */
  public enum Issuer {
    /** The intermediate below the laboratory's public root. */
    PUBLIC,
    /** An intermediate below a root that nobody trusts. */
    UNKNOWN_ROOT,
    /** Its own key. */
    ITSELF
  }

  /** Copies the list. */
  public CertificatePlan {
    dnsNames = List.copyOf(dnsNames);
  }

  /** A certificate for these names, valid from 2026-05-20 to 2026-08-18, publicly trusted. */
  public static CertificatePlan of(String key, String... dnsNames) {
    return CertificatePlanBuilder.builder()
        .key(key)
        .commonName(dnsNames[0])
        .dnsNames(List.of(dnsNames))
        .notBefore(Instant.parse("2026-05-20T00:00:00Z"))
        .notAfter(Instant.parse("2026-08-18T00:00:00Z"))
        .issuer(Issuer.PUBLIC)
        .issue(1)
        .promises(LogPromises.TWO_OPERATORS)
        .build();
  }

  /** The same for other names; the common name stays. */
  public CertificatePlan withDnsNames(String... values) {
    return withDnsNames(List.of(values));
  }

  /** The same with another time of validity. */
  public CertificatePlan withValidity(Instant from, Instant until) {
    return withNotBefore(from).withNotAfter(until);
  }

  /** Another certificate for the same key and names: a renewal that reuses the key. */
  public CertificatePlan reissued() {
    return withIssue(issue + 1);
  }
}
