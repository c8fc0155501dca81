package io.github.quotary.quote;

import java.util.Optional;

/**
 * Bits of an enclave's ATTRIBUTES.FLAGS, the first 8 bytes of ATTRIBUTES.
 *
 * <p>Source: Intel SDM vol. 3D, SECS.ATTRIBUTES.
 */
public enum SgxAttribute {
  /** The enclave was initialised; set in every report. */
  INIT(0),
  /** Debug mode: the enclave's memory can be read from outside. */
  DEBUG(1),
  /** 64-bit mode. */
  MODE64BIT(2),
  /** May derive the provisioning key. */
  PROVISIONKEY(4),
  /** May derive the launch token key. */
  EINITTOKENKEY(5),
  /** Control-flow enforcement. */
  CET(6),
  /** Key separation and sharing. */
  KSS(7),
  /** Notified of asynchronous exits. */
  AEXNOTIFY(10);

  private final int bit;

  SgxAttribute(int bit) {
    this.bit = bit;
  }

  /** Index of the bit in the little-endian 64-bit integer. */
  public int bit() {
    return bit;
  }

  /** The attribute of a bit, if Intel defines it. */
  public static Optional<SgxAttribute> ofBit(int bit) {
    for (SgxAttribute attribute : values()) {
      if (attribute.bit == bit) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /** Name of a bit: Intel's, or {@code reserved bit n}. */
  public static String nameOf(int bit) {
    return ofBit(bit).map(Enum::name).orElse("reserved bit " + bit);
  }
}
