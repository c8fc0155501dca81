package io.github.quotary.domain.dns;

/** DNSSEC state of an answer (RFC 4035, section 4.3). */
public enum DnsSecurity {
  /** Signed, with a chain of trust to the root. */
  SECURE,
  /** Proven to lie below an unsigned delegation. */
  INSECURE,
  /** Signatures are wrong, missing where they must be, or expired. */
  BOGUS,
  /** Not validated. */
  INDETERMINATE
}
