package io.github.quotary.evidence.azure;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A TDREPORT: what a TD hands to the quoting enclave. REPORTDATA stands at 128; the TD's
 * measurements, TDINFO, at 512.
 *
 * <p>Source: Intel TDX Module ABI, TDREPORT_STRUCT.
 *
 * @param bytes its 1024 bytes
 */
record TdReportStructure(ByteBuffer bytes) {
  static final int SIZE = 1024;
  private static final int REPORT_DATA = 128;
  private static final int TD_INFO = 512;
  private static final int MR_SIZE = 48;

  /** The values that differ from a quote's, each with both; none if the quote was made of it. */
  List<String> differences(TdReport quoted) {
    List<String> differences = new ArrayList<>();
    compare(differences, "REPORTDATA", REPORT_DATA, quoted.reportData());
    compare(differences, "TDATTRIBUTES", TD_INFO, quoted.tdAttributes());
    compare(differences, "XFAM", TD_INFO + 8, quoted.xfam());
    compare(differences, "MRTD", TD_INFO + 16, quoted.mrTd());
    compare(differences, "MRCONFIGID", TD_INFO + 64, quoted.mrConfigId());
    compare(differences, "MROWNER", TD_INFO + 112, quoted.mrOwner());
    compare(differences, "MROWNERCONFIG", TD_INFO + 160, quoted.mrOwnerConfig());
    for (int i = 0; i < 4; i++) {
      compare(differences, "RTMR" + i, TD_INFO + 208 + i * MR_SIZE, quoted.rtmr(i));
    }
    return differences;
  }

  private void compare(List<String> differences, String name, int offset, Measurement quoted) {
    Measurement own = Measurement.of(bytes.slice(offset, quoted.size()));
    if (!own.equals(quoted)) {
      differences.add(name + " is " + own + " in the HCL report and " + quoted + " in the quote");
    }
  }
}
