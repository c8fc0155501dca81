package io.github.quotary.simulator.spec;

/**
 * The fields of a TD report: 584 octets in version 1.0, 648 in 1.5 (up to MRSERVICETD), 885 in the
 * extended 1.5. Names and places are those of Intel's quote format.
 */
public enum TdField implements ReportField {
  TEE_TCB_SVN(0, 16),
  MRSEAM(16, 48),
  MRSIGNERSEAM(64, 48),
  SEAMATTRIBUTES(112, 8),
  TDATTRIBUTES(120, 8),
  XFAM(128, 8),
  MRTD(136, 48),
  MRCONFIGID(184, 48),
  MROWNER(232, 48),
  MROWNERCONFIG(280, 48),
  RTMR0(328, 48),
  RTMR1(376, 48),
  RTMR2(424, 48),
  RTMR3(472, 48),
  REPORTDATA(520, 64),
  TEE_TCB_SVN2(584, 16),
  MRSERVICETD(600, 48),
  VMID(648, 1),
  TD_ID(649, 32),
  DEVINFO_HASH(681, 48),
  INIT_SERVTD_HASH(729, 48),
  INIT_SERVTD_ATTR(777, 8),
  INIT_CPUSVN(785, 16),
  INIT_TEE_TCB_SVN(801, 16),
  INIT_TEE_FMSPC(817, 12),
  CUR_SERVTD_HASH(829, 48),
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
