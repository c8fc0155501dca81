package io.github.quotary.simulator.spec;

/**
 * The fields of an SGX enclave report body, 384 octets, the reserved areas included. Names and
 * places are those of Intel's quote format.
 */
public enum EnclaveField implements ReportField {
  /** SVNs of the processor; 16 octets. */
  CPUSVN(0, 16),
  /** What an exception saves; 4 octets. */
  MISCSELECT(16, 4),
  /** Reserved; 28 octets. */
  RESERVED1(20, 28),
  /** Attributes of the enclave, among them DEBUG; 16 octets. */
  ATTRIBUTES(48, 16),
  /** Hash of what the enclave was built from; 32 octets. */
  MRENCLAVE(64, 32),
  /** Reserved; 32 octets. */
  RESERVED2(96, 32),
  /** Hash of the key that signed the enclave; 32 octets. */
  MRSIGNER(128, 32),
  /** Reserved; 96 octets. */
  RESERVED3(160, 96),
  /** Product, by its signer; 2 octets. */
  ISVPRODID(256, 2),
  /** SVN, by its signer; 2 octets. */
  ISVSVN(258, 2),
  /** Reserved; 60 octets. */
  RESERVED4(260, 60),
  /** What the enclave asked the quote to say; 64 octets. */
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
