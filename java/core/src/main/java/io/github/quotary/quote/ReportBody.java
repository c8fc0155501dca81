package io.github.quotary.quote;

import java.nio.ByteBuffer;

/** What a quote attests: an enclave's report or a trust domain's. */
public sealed interface ReportBody permits EnclaveReport, TdReport {
  /** 64 bytes chosen by the workload. */
  Measurement reportData();

  /** Whether the report data is these 64 bytes; neither side is copied. */
  default boolean reportDataEquals(ByteBuffer expected) {
    return reportDataBytes().equals(expected);
  }

  /** The 64 bytes of report data as a read-only window. */
  ByteBuffer reportDataBytes();

  /** All bytes of the report, read-only; nothing is copied. */
  ByteBuffer bytes();
}
