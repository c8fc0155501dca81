package io.github.quotary.evidence.report;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TdReport15Ex;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a report in order, with Intel's names in camel case. */
final class ReportFields {
  private static final List<String> RTMRS = List.of("rtmr0", "rtmr1", "rtmr2", "rtmr3");

  private final Reader reader;

  private ReportFields(Reader reader) {
    this.reader = reader;
  }

  /** Takes the fields one after the other. */
  interface Reader {
    /** A field of bytes. */
    void put(String name, Measurement value);

    /** A field of sixteen SVNs, a byte each. */
    void put(String name, TcbComponents value);

    /** A field that is a number. */
    void put(String name, int value);
  }

  /** Shows all fields to a reader. */
  static void read(ReportBody body, Reader reader) {
    ReportFields fields = new ReportFields(reader);
    if (body instanceof EnclaveReport report) {
      fields.add(report);
    } else if (body instanceof TdReport report) {
      fields.add(report);
    }
  }

  /** The fields, values in hexadecimal or decimal. */
  static Map<String, String> of(ReportBody body) {
    Map<String, String> fields = new LinkedHashMap<>();
    read(
        body,
        new Reader() {
          @Override
          public void put(String name, Measurement value) {
            fields.put(name, value.toString());
          }

          @Override
          public void put(String name, TcbComponents value) {
            fields.put(name, HexFormat.of().formatHex(value.toByteArray()));
          }

          @Override
          public void put(String name, int value) {
            fields.put(name, Integer.toString(value));
          }
        });
    return fields;
  }

  private void add(EnclaveReport report) {
    reader.put("cpuSvn", report.cpuSvn());
    reader.put("miscSelect", report.miscSelect());
    reader.put("attributes", report.attributes());
    reader.put("mrEnclave", report.mrEnclave());
    reader.put("mrSigner", report.mrSigner());
    reader.put("isvProdId", report.isvProdId());
    reader.put("isvSvn", report.isvSvn());
    reader.put("reportData", report.reportData());
  }

  private void add(TdReport report) {
    reader.put("teeTcbSvn", report.teeTcbSvn());
    reader.put("mrSeam", report.mrSeam());
    reader.put("mrSignerSeam", report.mrSignerSeam());
    reader.put("seamAttributes", report.seamAttributes());
    reader.put("tdAttributes", report.tdAttributes());
    reader.put("xfam", report.xfam());
    reader.put("mrTd", report.mrTd());
    reader.put("mrConfigId", report.mrConfigId());
    reader.put("mrOwner", report.mrOwner());
    reader.put("mrOwnerConfig", report.mrOwnerConfig());
    for (int i = 0; i < RTMRS.size(); i++) {
      reader.put(RTMRS.get(i), report.rtmr(i));
    }
    reader.put("reportData", report.reportData());
    if (report instanceof TdReport15 report15) {
      reader.put("teeTcbSvn2", report15.teeTcbSvn2());
      reader.put("mrServiceTd", report15.mrServiceTd());
    }
    if (report instanceof TdReport15Ex extended) {
      addExtension(extended);
    }
  }

  private void addExtension(TdReport15Ex report) {
    reader.put("vmId", report.vmId());
    reader.put("tdId", report.tdId());
    reader.put("devInfoHash", report.devInfoHash());
    reader.put("initServTdHash", report.initServTdHash());
    reader.put("initServTdAttributes", report.initServTdAttributes());
    reader.put("initCpuSvn", report.initCpuSvn());
    reader.put("initTeeTcbSvn", report.initTeeTcbSvn());
    reader.put("initTeeFmspc", report.initTeeFmspc());
    reader.put("curServTdHash", report.curServTdHash());
    reader.put("curServTdAttributes", report.curServTdAttributes());
  }
}
