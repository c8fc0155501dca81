package io.github.quotary.supplemental;

/**
 * A flag of a platform's configuration (Intel DCAP, {@code pck_cert_flag_enum_t}); the ordinal is
 * Intel's number.
 */
public enum PckFlag {
  /** The certificate says no. */
  FALSE,
  /** The certificate says yes. */
  TRUE,
  /** The certificate does not say; only a Platform CA's does. */
  UNDEFINED;

  static PckFlag of(boolean set) {
    return set ? TRUE : FALSE;
  }
}
