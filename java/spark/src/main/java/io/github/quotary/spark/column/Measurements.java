package io.github.quotary.spark.column;

import io.github.quotary.quote.EnclaveReport;
import io.github.quotary.quote.ReportBody;
import io.github.quotary.quote.TdReport;
import io.github.quotary.quote.TdReport15;
import io.github.quotary.quote.TdReport15Ex;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of a report for the struct {@code measurements}: one copy of the report, and
 * windows on it. The offsets are those that {@link TdReport}, its kinds, and {@link EnclaveReport}
 * state. Not thread-safe.
 */
public final class Measurements {
  private static final int MAX_REPORT = 1024;

  private static final int[][] TD_10 =
      table(
          field("tee_tcb_svn", 0, 16),
          field("mr_seam", 16, 48),
          field("mr_signer_seam", 64, 48),
          field("seam_attributes", 112, 8),
          field("td_attributes", 120, 8),
          field("xfam", 128, 8),
          field("mr_td", 136, 48),
          field("mr_config_id", 184, 48),
          field("mr_owner", 232, 48),
          field("mr_owner_config", 280, 48),
          field("rtmr0", 328, 48),
          field("rtmr1", 376, 48),
          field("rtmr2", 424, 48),
          field("rtmr3", 472, 48),
          field("report_data", 520, 64));

  private static final int[][] TD_15 =
      table(TD_10, field("tee_tcb_svn2", 584, 16), field("mr_service_td", 600, 48));

  private static final int[][] TD_15_EX =
      table(
          TD_15,
          field("td_id", 649, 32),
          field("dev_info_hash", 681, 48),
          field("init_serv_td_hash", 729, 48),
          field("init_serv_td_attributes", 777, 8),
          field("init_cpu_svn", 785, 16),
          field("init_tee_tcb_svn", 801, 16),
          field("init_tee_fmspc", 817, 12),
          field("cur_serv_td_hash", 829, 48),
          field("cur_serv_td_attributes", 877, 8));

  private static final int[][] ENCLAVE =
      table(
          field("cpu_svn", 0, 16),
          field("misc_select", 16, 4),
          field("attributes", 48, 16),
          field("mr_enclave", 64, 32),
          field("mr_signer", 128, 32),
          field("report_data", 320, 64));

  private static final int ISV_PROD_ID = VerdictSchema.MEASUREMENTS.fieldIndex("isv_prod_id");
  private static final int ISV_SVN = VerdictSchema.MEASUREMENTS.fieldIndex("isv_svn");
  private static final int VM_ID = VerdictSchema.MEASUREMENTS.fieldIndex("vm_id");

  private final byte[] report = new byte[MAX_REPORT];

  /** Takes the fields that a report has; those that it does not name are null. */
  public interface Sink {
    /** A field of these bytes, which are good until this returns. */
    void bytes(int field, byte[] from, int start, int length);

    /** A field that is a number. */
    void number(int field, int value);
  }

  /** Gives every field of the report. */
  public void read(ReportBody body, Sink sink) {
    ByteBuffer bytes = body.bytes();
    bytes.get(report, 0, bytes.remaining());
    if (body instanceof TdReport15Ex extended) {
      give(TD_15_EX, sink);
      sink.number(VM_ID, extended.vmId());
    } else if (body instanceof TdReport15) {
      give(TD_15, sink);
    } else if (body instanceof TdReport) {
      give(TD_10, sink);
    } else if (body instanceof EnclaveReport enclave) {
      give(ENCLAVE, sink);
      sink.number(ISV_PROD_ID, enclave.isvProdId());
      sink.number(ISV_SVN, enclave.isvSvn());
    }
  }

  private void give(int[][] table, Sink sink) {
    for (int[] field : table) {
      sink.bytes(field[0], report, field[1], field[2]);
    }
  }

  private static int[] field(String name, int offset, int size) {
    return new int[] {VerdictSchema.MEASUREMENTS.fieldIndex(name), offset, size};
  }

  private static int[][] table(int[]... fields) {
    return fields;
  }

  private static int[][] table(int[][] start, int[]... more) {
    List<int[]> fields = new ArrayList<>(List.of(start));
    fields.addAll(List.of(more));
    return fields.toArray(new int[0][]);
  }
}
