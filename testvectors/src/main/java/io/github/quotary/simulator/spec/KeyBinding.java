package io.github.quotary.simulator.spec;

/** How the quoting enclave's REPORTDATA speaks of the attestation key. */
public enum KeyBinding {
  /** SHA-256 of the 64 key octets and the authentication data, then 32 zeros. */
  REGULAR,
  /** The same hash with 0x04 before the key: the 65-octet form, which is wrong. */
  UNCOMPRESSED_POINT,
  /** All zeros: no key is bound. */
  NONE,
  /** The right hash, and a second half that is not zero, which nobody checks. */
  UPPER_HALF_FILLED
}
