package io.github.quotary.quote;

import java.util.Optional;

/**
 * Bits of TDATTRIBUTES that Intel defines.
 *
 * <p>Source: Intel TDX Module Base Specification, ATTRIBUTES.
 */
public enum TdAttribute {
  /** Off-TD debug: the TD's memory can be read from outside. */
  DEBUG(0),
  /** HGS+ profiling. */
  HGS_PLUS_PROF(4),
  /** Performance profiling. */
  PERF_PROF(5),
  /** PMT profiling. */
  PMT_PROF(6),
  /** TD in a secure-domain device context. */
  ICSSD(16),
  /** Linear address space separation. */
  LASS(27),
  /** Accesses to pending private pages do not raise #VE. */
  SEPT_VE_DISABLE(28),
  /** The TD can be migrated. */
  MIGRATABLE(29),
  /** Supervisor protection keys. */
  PKS(30),
  /** Key locker. */
  KL(31),
  /** TDX Connect provisioning agent. */
  TPA(62),
  /** Performance monitoring. */
  PERFMON(63);

  private final int bit;

  TdAttribute(int bit) {
    this.bit = bit;
  }

  /** Index of the bit in the little-endian 64-bit integer. */
  public int bit() {
    return bit;
  }

  /** The integer with only this bit set. */
  public long mask() {
    return 1L << bit;
  }

  /** The attribute of a bit, if Intel defines it. */
  public static Optional<TdAttribute> ofBit(int bit) {
    for (TdAttribute attribute : values()) {
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
