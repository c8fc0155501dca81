package io.github.quotary.evidence.named;

import java.util.Optional;

/** Reports that are not quotes, or of another TEE. */
final class ReportForms {
  /** Size of an SGX report. */
  static final int SGX_REPORT = 432;

  private static final int TD_REPORT = 1024;
  private static final int TD_REPORT_REQUEST = 64 + TD_REPORT;
  private static final int SEV_SNP_REPORT = 1184;

  private ReportForms() {}

  static Optional<String> name(LittleEndian in) {
    return switch (in.size()) {
      case TD_REPORT -> tdReport(in, 0);
      case TD_REPORT_REQUEST -> tdReport(in, TD_REPORT_REQUEST - TD_REPORT);
      case SEV_SNP_REPORT -> sevSnp(in);
      case SGX_REPORT -> sgxReport(in);
      default -> Optional.empty();
    };
  }

  /**
   * REPORTTYPE at 0 (type 0x81, subtype 0, version 0 or 1), zeros at 4 to 16 and at 192 to 224.
   *
   * <p>Source: Intel TDX Module ABI, TDREPORT_STRUCT.
   */
  private static Optional<String> tdReport(LittleEndian in, int start) {
    boolean structure =
        in.u8(start) == 0x81
            && in.u8(start + 1) == 0
            && in.u8(start + 2) <= 1
            && in.isZero(start + 3, start + 16)
            && in.isZero(start + 192, start + 224);
    return structure
        ? Optional.of(
            "a TDREPORT, which only the machine that made it can check: have it turned into a"
                + " quote there (configfs-tsm, or the quote generation service)")
        : Optional.empty();
  }

  /**
   * Version at 0, policy at 8 (bit 17 is one), VMPL at 48, signature algorithm 1 at 52, signature
   * at 672: two numbers of 72 bytes, and zeros.
   *
   * <p>Source: AMD, "SEV Secure Nested Paging Firmware ABI", ATTESTATION_REPORT.
   */
  private static Optional<String> sevSnp(LittleEndian in) {
    boolean structure =
        in.u32(0) >= 2
            && in.u32(0) <= 5
            && (in.i64(8) >> 17 & 1) == 1
            && in.u32(48) <= 3
            && in.u32(52) == 1
            && in.isZero(816, SEV_SNP_REPORT);
    return structure
        ? Optional.of(
            "an SEV-SNP attestation report of AMD, version "
                + in.u32(0)
                + ": only TDX and SGX quotes are supported")
        : Optional.empty();
  }

  /**
   * Attributes at 48, of which INIT is one; MRENCLAVE at 64; reserved zeros.
   *
   * <p>Source: Intel SDM, volume 3D, REPORT.
   */
  private static Optional<String> sgxReport(LittleEndian in) {
    boolean structure =
        (in.u8(48) & 1) == 1
            && in.isZero(20, 32)
            && !in.isZero(64, 96)
            && in.isZero(96, 128)
            && in.isZero(160, 192)
            && in.isZero(262, 304);
    return structure
        ? Optional.of(
            "an SGX report, which only the machine that made it can check: have its quoting"
                + " enclave turn it into a quote")
        : Optional.empty();
  }
}
