package io.github.quotary.service.envoy;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.TdReport;
import io.github.quotary.verify.VerificationResult.Verified;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trusted quote says, as headers for whoever serves the request. */
final class QuoteHeaders {
  /** How all of their names begin; a client's own are taken out. */
  static final String PREFIX = "x-quotary-";

  static final String NOT_CHECKED = PREFIX + "not-checked";
  static final String EVIDENCE = PREFIX + "evidence";
  static final String VERDICT = PREFIX + "verdict";

  private static final String MR_TD = PREFIX + "mrtd";
  private static final String MR_CONFIG_ID = PREFIX + "mrconfigid";
  private static final String RTMR = PREFIX + "rtmr";
  private static final String MR_ENCLAVE = PREFIX + "mrenclave";
  private static final String MR_SIGNER = PREFIX + "mrsigner";
  private static final String REPORT_DATA = PREFIX + "report-data";
  private static final String TCB_STATUS = PREFIX + "tcb-status";
  private static final String QUOTE_ID = PREFIX + "quote-id";

  /** All names. */
  static final List<String> NAMES =
      List.of(
          VERDICT,
          TCB_STATUS,
          MR_TD,
          MR_CONFIG_ID,
          RTMR + 0,
          RTMR + 1,
          RTMR + 2,
          RTMR + 3,
          MR_ENCLAVE,
          MR_SIGNER,
          REPORT_DATA,
          QUOTE_ID,
          EVIDENCE,
          NOT_CHECKED);

  private QuoteHeaders() {}

  static Map<String, String> of(Verified verified) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(VERDICT, verified.verdict().toString());
    headers.put(TCB_STATUS, verified.tcb().status().intelName());
    verified.tdReport().ifPresent(report -> add(headers, report));
    verified.enclaveReport().ifPresent(report -> add(headers, report));
    headers.put(REPORT_DATA, verified.verifiedQuote().body().reportData().toString());
    headers.put(QUOTE_ID, verified.verifiedQuote().id().toString());
    headers.put(NOT_CHECKED, String.join(",", verified.notChecked()));
    return headers;
  }

  private static void add(Map<String, String> headers, TdReport report) {
    headers.put(MR_TD, report.mrTd().toString());
    headers.put(MR_CONFIG_ID, report.mrConfigId().toString());
    for (int i = 0; i < 4; i++) {
      headers.put(RTMR + i, report.rtmr(i).toString());
    }
  }

  private static void add(Map<String, String> headers, EnclaveReport report) {
    headers.put(MR_ENCLAVE, report.mrEnclave().toString());
    headers.put(MR_SIGNER, report.mrSigner().toString());
  }
}
