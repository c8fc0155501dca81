package io.github.quotary.supplemental;

import java.util.Optional;

/** A flag of a platform's configuration (Intel DCAP, {@code pck_cert_flag_enum_t}). */
public enum PckFlag {
  /** The certificate says no. */
  FALSE(0),
  /** The certificate says yes. */
  TRUE(1),
  /** The certificate does not say; only a Platform CA's does. */
  UNDEFINED(2);

  private final int value;

  PckFlag(int value) {
    this.value = value;
  }

  /** Intel's number. */
  public int value() {
    return value;
  }

  static PckFlag of(boolean set) {
    return set ? TRUE : FALSE;
  }

  static Optional<PckFlag> ofValue(long value) {
    for (PckFlag flag : values()) {
      if (flag.value == value) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }
}
