package io.github.quotary.evidence.ear;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TdAttribute;
import io.github.quotary.quote.TdReport;
import io.github.quotary.tcb.TcbEvaluation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claims named as in Intel Trust Authority's tokens, and EAT's dbgstat. */
final class IntelClaims {
  private IntelClaims() {}

  /** The claims of a verified report. */
  static Map<String, Object> of(ReportBody body) {
    Map<String, Object> claims = new LinkedHashMap<>();
    if (body instanceof TdReport report) {
      add(claims, report);
    } else if (body instanceof EnclaveReport report) {
      add(claims, report);
    }
    return claims;
  }

  private static void add(Map<String, Object> claims, TdReport report) {
    boolean debug = (report.tdAttributeBits() & TdAttribute.DEBUG.mask()) != 0;
    claims.put("attester_type", "TDX");
    claims.put("dbgstat", dbgstat(debug));
    claims.put("tdx_is_debuggable", debug);
    claims.put("tdx_tee_tcb_svn", Measurement.of(report.teeTcbSvn().toByteArray()).toString());
    claims.put("tdx_mrseam", report.mrSeam().toString());
    claims.put("tdx_mrsignerseam", report.mrSignerSeam().toString());
    claims.put("tdx_td_attributes", report.tdAttributes().toString());
    claims.put("tdx_xfam", report.xfam().toString());
    claims.put("tdx_mrtd", report.mrTd().toString());
    claims.put("tdx_mrconfigid", report.mrConfigId().toString());
    claims.put("tdx_mrowner", report.mrOwner().toString());
    claims.put("tdx_mrownerconfig", report.mrOwnerConfig().toString());
    for (int i = 0; i < 4; i++) {
      claims.put("tdx_rtmr" + i, report.rtmr(i).toString());
    }
    claims.put("tdx_report_data", report.reportData().toString());
  }

  private static void add(Map<String, Object> claims, EnclaveReport report) {
    claims.put("attester_type", "SGX");
    claims.put("dbgstat", dbgstat(report.isDebug()));
    claims.put("sgx_is_debuggable", report.isDebug());
    claims.put("sgx_mrenclave", report.mrEnclave().toString());
    claims.put("sgx_mrsigner", report.mrSigner().toString());
    claims.put("sgx_isvprodid", report.isvProdId());
    claims.put("sgx_isvsvn", report.isvSvn());
    claims.put("sgx_report_data", report.reportData().toString());
  }

  /** RFC 9711, section 4.2.9: neither kind can be switched to debug mode while it runs. */
  private static String dbgstat(boolean debug) {
    return debug ? "enabled" : "disabled-since-boot";
  }

  /** The claims about the platform. */
  static Map<String, Object> of(TcbEvaluation tcb) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("attester_tcb_status", tcb.status().intelName());
    claims.put("attester_tcb_date", tcb.tcbDate().toString());
    claims.put("attester_advisory_ids", tcb.advisoryIds());
    return claims;
  }
}
