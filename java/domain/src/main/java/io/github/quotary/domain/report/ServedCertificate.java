package io.github.quotary.domain.report;

import io.github.quotary.quote.Measurement;
import java.time.Instant;
import java.util.List;

/**
 * The certificate that the domain served.
 *
 * @param sha256 SHA-256 of its DER encoding, 32 bytes
 * @param dnsNames its DNS names
 * @param issuer its issuer's name, which the issuer chose
 * @param serial its serial number in hexadecimal
 * @param notBefore when it begins
 * @param notAfter when it ends
 */
public record ServedCertificate(
    Measurement sha256,
    List<String> dnsNames,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter) {
  /** Copies the list. */
  public ServedCertificate {
    dnsNames = List.copyOf(dnsNames);
  }
}
