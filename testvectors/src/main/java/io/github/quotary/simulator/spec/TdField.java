package io.github.quotary.simulator.spec;

/**
 * The fields of a TD report: 584 octets in version 1.0, 648 in 1.5 (up to MRSERVICETD), 885 in the
 * extended 1.5. Names and places are those of Intel's quote format.
 */
public enum TdField implements ReportField {
  /** SVNs of the TDX module and of what loaded it; 16 octets. */
  TEE_TCB_SVN(0, 16),
  /** Hash of the TDX module; 48 octets. */
  MRSEAM(16, 48),
  /** Signer of the TDX module; zeros for Intel; 48 octets. */
  MRSIGNERSEAM(64, 48),
  /** Attributes of the TDX module; 8 octets. */
  SEAMATTRIBUTES(112, 8),
  /** Attributes of the TD, among them DEBUG; 8 octets. */
  TDATTRIBUTES(120, 8),
  /** Processor features of the TD; 8 octets. */
  XFAM(128, 8),
  /** Hash of what the TD was built from; 48 octets. */
  MRTD(136, 48),
  /** Configuration of the TD, by its owner; 48 octets. */
  MRCONFIGID(184, 48),
  /** Owner of the TD; 48 octets. */
  MROWNER(232, 48),
  /** Configuration of the TD by its owner, of this start; 48 octets. */
  MROWNERCONFIG(280, 48),
  /** Run-time measurement register 0; 48 octets. */
  RTMR0(328, 48),
  /** Run-time measurement register 1; 48 octets. */
  RTMR1(376, 48),
  /** Run-time measurement register 2; 48 octets. */
  RTMR2(424, 48),
  /** Run-time measurement register 3; 48 octets. */
  RTMR3(472, 48),
  /** What the TD asked the quote to say; 64 octets. */
  REPORTDATA(520, 64),
  /** SVNs of the TDX module that runs now; 16 octets. */
  TEE_TCB_SVN2(584, 16),
  /** Hash of the service TD; 48 octets. */
  MRSERVICETD(600, 48),
  /** Number of the virtual machine; 1 octet. */
  VMID(648, 1),
  /** Identity of the TD; 32 octets. */
  TD_ID(649, 32),
  /** Hash of the devices; 48 octets. */
  DEVINFO_HASH(681, 48),
  /** Hash of the initial service TD; 48 octets. */
  INIT_SERVTD_HASH(729, 48),
  /** Attributes of the initial service TD; 8 octets. */
  INIT_SERVTD_ATTR(777, 8),
  /** Initial CPUSVN; 16 octets. */
  INIT_CPUSVN(785, 16),
  /** Initial SVNs of the TDX module; 16 octets. */
  INIT_TEE_TCB_SVN(801, 16),
  /** Initial FMSPC; 12 octets. */
  INIT_TEE_FMSPC(817, 12),
  /** Hash of the current service TD; 48 octets. */
  CUR_SERVTD_HASH(829, 48),
  /** Attributes of the current service TD; 8 octets. */
  CUR_SERVTD_ATTR(877, 8);

  private final int offset;
  private final int length;

  TdField(int offset, int length) {
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
