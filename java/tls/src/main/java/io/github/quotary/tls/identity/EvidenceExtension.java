package io.github.quotary.tls.identity;

import io.github.quotary.quote.Measurement;

/**
 * An extension of a certificate, not critical.
 *
 * @param oid its identifier, in dotted numbers
 * @param value the octets of its value
 */
public record EvidenceExtension(String oid, Measurement value) {
  /** An extension with a copy of these octets. */
  static EvidenceExtension of(String oid, byte[] value) {
    return new EvidenceExtension(oid, Measurement.of(value));
  }
}
