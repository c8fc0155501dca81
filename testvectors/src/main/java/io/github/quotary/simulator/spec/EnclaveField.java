package io.github.quotary.simulator.spec;

/**
 * The fields of an SGX enclave report body, 384 octets, the reserved areas included. Names and
 * places are those of Intel's quote format.
 */
public enum EnclaveField implements ReportField {
  CPUSVN(0, 16),
  MISCSELECT(16, 4),
  RESERVED1(20, 28),
  ATTRIBUTES(48, 16),
  MRENCLAVE(64, 32),
  RESERVED2(96, 32),
  MRSIGNER(128, 32),
  RESERVED3(160, 96),
  ISVPRODID(256, 2),
  ISVSVN(258, 2),
  RESERVED4(260, 60),
  REPORTDATA(320, 64);

  private final int offset;
  private final int length;

  EnclaveField(int offset, int length) {
    this.offset = offset;
    this.length = length;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }
}
