package io.github.quotary.simulator.spec;

import io.github.quotary.simulator.octets.Hex;

/** The TD and the enclave that the default scenarios attest. */
final class Reports {
  /** SEPT_VE_DISABLE (bit 28) and nothing else. */
  private static final String TD_ATTRIBUTES = "0000001000000000";

  /** x87, SSE, AVX, AVX-512, PKRU and AMX. */
  private static final String XFAM = "e702060000000000";

  private Reports() {}

  /** A production TD; every measured field has its own value, so that a wrong offset shows. */
  static ReportSpec<TdField> td() {
    String svn = Hex.of(TcbLadder.TEE_TCB_SVN.toBytes());
    return ReportSpec.td()
        .with(TdField.TEE_TCB_SVN, svn)
        .with(TdField.MRSEAM, Measure.sha384("MRSEAM"))
        .with(TdField.TDATTRIBUTES, TD_ATTRIBUTES)
        .with(TdField.XFAM, XFAM)
        .with(TdField.MRTD, Measure.sha384("MRTD"))
        .with(TdField.MRCONFIGID, Measure.sha384("MRCONFIGID"))
        .with(TdField.MROWNER, Measure.sha384("MROWNER"))
        .with(TdField.MROWNERCONFIG, Measure.sha384("MROWNERCONFIG"))
        .with(TdField.RTMR0, Measure.sha384("RTMR0"))
        .with(TdField.RTMR1, Measure.sha384("RTMR1"))
        .with(TdField.RTMR2, Measure.sha384("RTMR2"))
        .with(TdField.RTMR3, Measure.sha384("RTMR3"))
        .with(TdField.REPORTDATA, Measure.sha512("TD REPORTDATA"))
        .with(TdField.TEE_TCB_SVN2, svn)
        .withInteger(TdField.VMID, 7)
        .with(TdField.TD_ID, Measure.sha256("TD_ID"))
        .with(TdField.DEVINFO_HASH, Measure.sha384("DEVINFO"))
        .with(TdField.INIT_CPUSVN, Hex.of(TcbLadder.PLATFORM_SVNS.toBytes()))
        .with(TdField.INIT_TEE_TCB_SVN, svn)
        .with(TdField.INIT_TEE_FMSPC, PlatformSpec.upToDate().fmspc() + "00".repeat(6));
  }

  /** A production enclave. */
  static ReportSpec<EnclaveField> enclave() {
    return ReportSpec.enclave()
        .with(EnclaveField.CPUSVN, Hex.of(TcbLadder.PLATFORM_SVNS.toBytes()))
        .with(EnclaveField.ATTRIBUTES, "0500000000000000e700000000000000")
        .with(EnclaveField.MRENCLAVE, Measure.sha256("MRENCLAVE"))
        .with(EnclaveField.MRSIGNER, Measure.sha256("MRSIGNER"))
        .withInteger(EnclaveField.ISVPRODID, 4660)
        .withInteger(EnclaveField.ISVSVN, 5)
        .with(EnclaveField.REPORTDATA, Measure.sha512("enclave REPORTDATA"));
  }
}
