package io.github.quotary.rtmr;

/** The run-time measurement registers of a trust domain, 48 bytes each, zero at launch. */
public enum Rtmr {
  /** Firmware's own data and configuration. */
  RTMR0(0),
  /** What the firmware loads: boot loader, kernel. */
  RTMR1(1),
  /** What the boot loader or kernel loads: command line, initial RAM disk. */
  RTMR2(2),
  /** Run time: the workload. */
  RTMR3(3);

  /** Bytes of a register: one SHA-384 digest. */
  static final int SIZE = 48;

  static final int COUNT = 4;

  private static final Rtmr[] ALL = values();

  private final int index;

  Rtmr(int index) {
    this.index = index;
  }

  /** 0 to 3. */
  public int index() {
    return index;
  }

  /**
   * The register of this index.
   *
   * @throws IndexOutOfBoundsException unless the index is 0 to 3
   */
  public static Rtmr of(int index) {
    if (index < 0 || index >= COUNT) {
      throw new IndexOutOfBoundsException("RTMR " + index + "; there are 0 to 3");
    }
    return ALL[index];
  }
}
