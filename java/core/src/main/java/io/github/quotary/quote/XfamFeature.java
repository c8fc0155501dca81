package io.github.quotary.quote;

import java.util.Optional;

/**
 * State components of XFAM (TDX) and XFRM (SGX), with the bits that they have in XCR0 and IA32_XSS.
 *
 * <p>Source: Intel SDM vol. 1, chapter 13; Intel TDX Module Base Specification, XFAM.
 */
public enum XfamFeature {
  /** x87 state. */
  X87(0),
  /** SSE state. */
  SSE(1),
  /** AVX state. */
  AVX(2),
  /** MPX bounds registers. */
  BNDREGS(3),
  /** MPX configuration and status. */
  BNDCSR(4),
  /** AVX-512 mask registers. */
  OPMASK(5),
  /** AVX-512 upper halves of ZMM0 to ZMM15. */
  ZMM_HI256(6),
  /** AVX-512 ZMM16 to ZMM31. */
  HI16_ZMM(7),
  /** Processor trace. */
  PT(8),
  /** Protection keys for user pages. */
  PKRU(9),
  /** Process address space ids. */
  PASID(10),
  /** Control-flow enforcement, user mode. */
  CET_U(11),
  /** Control-flow enforcement, supervisor mode. */
  CET_S(12),
  /** Hardware duty cycling. */
  HDC(13),
  /** User interrupts. */
  UINTR(14),
  /** Last branch records. */
  LBR(15),
  /** Hardware-controlled performance states. */
  HWP(16),
  /** AMX tile configuration. */
  TILECFG(17),
  /** AMX tile data. */
  TILEDATA(18),
  /** Extended general-purpose registers. */
  APX(19);

  private final int bit;

  XfamFeature(int bit) {
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

  /** The feature of a bit, if Intel defines it. */
  public static Optional<XfamFeature> ofBit(int bit) {
    return bit >= 0 && bit < values().length ? Optional.of(values()[bit]) : Optional.empty();
  }

  /** Name of a bit: Intel's, or {@code reserved bit n}. */
  public static String nameOf(int bit) {
    return ofBit(bit).map(Enum::name).orElse("reserved bit " + bit);
  }
}
