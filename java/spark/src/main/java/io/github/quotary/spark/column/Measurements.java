package io.github.quotary.spark.column;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TdReport15Ex;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The fields of a report, as the struct {@code measurements}. */
final class Measurements {
  private static final int TEE_TCB_SVN = at("tee_tcb_svn");
  private static final int REPORT_DATA = at("report_data");
  private static final int TEE_TCB_SVN2 = at("tee_tcb_svn2");
  private static final int CPU_SVN = at("cpu_svn");
  private static final int TD_ID = at("td_id");
  private static final int ISV_PROD_ID = at("isv_prod_id");
  private static final int ISV_SVN = at("isv_svn");
  private static final int VM_ID = at("vm_id");
  private static final int SIZE = VerdictSchema.MEASUREMENTS.length();
  private static final int RTMRS = 4;

  private Measurements() {}

  private static int at(String name) {
    return VerdictSchema.MEASUREMENTS.fieldIndex(name);
  }

  static Row of(ReportBody body) {
    @Nullable Object[] values = new @Nullable Object[SIZE];
    if (body instanceof TdReport report) {
      add(values, report);
    } else if (body instanceof EnclaveReport report) {
      add(values, report);
    }
    return RowFactory.create(values);
  }

  private static void add(@Nullable Object[] values, TdReport report) {
    int at = TEE_TCB_SVN;
    values[at++] = report.teeTcbSvn().toByteArray();
    values[at++] = bytes(report.mrSeam());
    values[at++] = bytes(report.mrSignerSeam());
    values[at++] = bytes(report.seamAttributes());
    values[at++] = bytes(report.tdAttributes());
    values[at++] = bytes(report.xfam());
    values[at++] = bytes(report.mrTd());
    values[at++] = bytes(report.mrConfigId());
    values[at++] = bytes(report.mrOwner());
    values[at++] = bytes(report.mrOwnerConfig());
    for (int i = 0; i < RTMRS; i++) {
      values[at++] = bytes(report.rtmr(i));
    }
    values[REPORT_DATA] = bytes(report.reportData());
    if (report instanceof TdReport15 newer) {
      values[TEE_TCB_SVN2] = newer.teeTcbSvn2().toByteArray();
      values[TEE_TCB_SVN2 + 1] = bytes(newer.mrServiceTd());
    }
    if (report instanceof TdReport15Ex extended) {
      add(values, extended);
    }
  }

  private static void add(@Nullable Object[] values, TdReport15Ex report) {
    int at = TD_ID;
    values[at++] = bytes(report.tdId());
    values[at++] = bytes(report.devInfoHash());
    values[at++] = bytes(report.initServTdHash());
    values[at++] = bytes(report.initServTdAttributes());
    values[at++] = bytes(report.initCpuSvn());
    values[at++] = report.initTeeTcbSvn().toByteArray();
    values[at++] = bytes(report.initTeeFmspc());
    values[at++] = bytes(report.curServTdHash());
    values[at] = bytes(report.curServTdAttributes());
    values[VM_ID] = report.vmId();
  }

  private static void add(@Nullable Object[] values, EnclaveReport report) {
    int at = CPU_SVN;
    values[at++] = bytes(report.cpuSvn());
    values[at++] = bytes(report.miscSelect());
    values[at++] = bytes(report.attributes());
    values[at++] = bytes(report.mrEnclave());
    values[at] = bytes(report.mrSigner());
    values[REPORT_DATA] = bytes(report.reportData());
    values[ISV_PROD_ID] = report.isvProdId();
    values[ISV_SVN] = report.isvSvn();
  }

  private static byte[] bytes(Measurement value) {
    return value.toByteArray();
  }
}
