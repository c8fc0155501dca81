package io.github.quotary.simulator.spec;

/**
 * The five X.509 extensions that Intel's verifier demands of every certificate, the root included.
 */
public enum StandardExtension {
  /** RFC 5280 §4.2.1.1. */
  AUTHORITY_KEY_IDENTIFIER,
  /** RFC 5280 §4.2.1.13. */
  CRL_DISTRIBUTION_POINTS,
  /** RFC 5280 §4.2.1.2. */
  SUBJECT_KEY_IDENTIFIER,
  /** RFC 5280 §4.2.1.3. */
  KEY_USAGE,
  /** RFC 5280 §4.2.1.9. */
  BASIC_CONSTRAINTS
}
