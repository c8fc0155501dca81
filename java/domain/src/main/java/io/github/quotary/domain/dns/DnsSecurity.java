package io.github.quotary.domain.dns;

/** What DNSSEC says of an answer (RFC 4035, section 4.3). */
public enum DnsSecurity {
  /** Signed, with a chain of trust to the root. */
  SECURE,
  /** Proved to lie below a delegation that is not signed. */
  INSECURE,
  /** Signatures are wrong, missing where they must be, or expired. */
  BOGUS,
  /** Nobody looked. */
  INDETERMINATE
}
