package io.github.quotary.evidence.report;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TdReport15Ex;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a report in order, with Intel's names in camel case; values in hexadecimal or
 * decimal.
 */
final class ReportFields {
  private final Map<String, String> fields = new LinkedHashMap<>();

  private ReportFields() {}

  static Map<String, String> of(ReportBody body) {
    ReportFields fields = new ReportFields();
    if (body instanceof EnclaveReport report) {
      fields.add(report);
    } else if (body instanceof TdReport report) {
      fields.add(report);
    }
    return fields.fields;
  }

  private void add(EnclaveReport report) {
    put("cpuSvn", report.cpuSvn());
    put("miscSelect", report.miscSelect());
    put("attributes", report.attributes());
    put("mrEnclave", report.mrEnclave());
    put("mrSigner", report.mrSigner());
    put("isvProdId", report.isvProdId());
    put("isvSvn", report.isvSvn());
    put("reportData", report.reportData());
  }

  private void add(TdReport report) {
    put("teeTcbSvn", hex(report.teeTcbSvn().toByteArray()));
    put("mrSeam", report.mrSeam());
    put("mrSignerSeam", report.mrSignerSeam());
    put("seamAttributes", report.seamAttributes());
    put("tdAttributes", report.tdAttributes());
    put("xfam", report.xfam());
    put("mrTd", report.mrTd());
    put("mrConfigId", report.mrConfigId());
    put("mrOwner", report.mrOwner());
    put("mrOwnerConfig", report.mrOwnerConfig());
    for (int i = 0; i < 4; i++) {
      put("rtmr" + i, report.rtmr(i));
    }
    put("reportData", report.reportData());
    if (report instanceof TdReport15 report15) {
      put("teeTcbSvn2", hex(report15.teeTcbSvn2().toByteArray()));
      put("mrServiceTd", report15.mrServiceTd());
    }
    if (report instanceof TdReport15Ex extended) {
      addExtension(extended);
    }
  }

  private void addExtension(TdReport15Ex report) {
    put("vmId", report.vmId());
    put("tdId", report.tdId());
    put("devInfoHash", report.devInfoHash());
    put("initServTdHash", report.initServTdHash());
    put("initServTdAttributes", report.initServTdAttributes());
    put("initCpuSvn", report.initCpuSvn());
    put("initTeeTcbSvn", hex(report.initTeeTcbSvn().toByteArray()));
    put("initTeeFmspc", report.initTeeFmspc());
    put("curServTdHash", report.curServTdHash());
    put("curServTdAttributes", report.curServTdAttributes());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private void put(String name, Object value) {
    fields.put(name, value.toString());
  }
}
