package io.github.quotary.evidence.azure;

import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The report of Azure's paravisor (HCL): 32 bytes of header that begin with "HCLA", 1184 bytes for
 * a hardware report, and at 1216 five 32-bit integers (size, version, type of the hardware report,
 * type of its hash, size of the data) and the variable data, whose hash the hardware report has in
 * its report data.
 *
 * <p>Sources: Microsoft, "What is guest attestation for confidential VMs"; az-cvm-vtpm.
 */
final class HclReport {
  private static final byte[] MAGIC = "HCLA".getBytes(StandardCharsets.US_ASCII);
  private static final int HARDWARE_REPORT = 32;
  private static final int TYPE = 1224;
  private static final int DATA_SIZE = 1232;
  private static final int DATA = 1236;
  private static final int SEV_SNP = 2;
  private static final int TDX = 4;

  private final ByteBuffer bytes;

  /** A view on these bytes. */
  private HclReport(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Whether these bytes begin as such a report. */
  static boolean hasMagic(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  static HclReport of(ByteBuffer report) throws MalformedException {
    return of(Measurement.of(report).toByteArray());
  }

  static HclReport of(byte[] bytes) throws MalformedException {
    if (!hasMagic(bytes)) {
      throw new MalformedException(0, "the HCL report does not begin with \"HCLA\"");
    }
    if (bytes.length < DATA) {
      throw new MalformedException(
          bytes.length, "the HCL report has " + bytes.length + " bytes, fewer than " + DATA);
    }
    HclReport report =
        new HclReport(ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
    long size = Integer.toUnsignedLong(report.bytes.getInt(DATA_SIZE));
    if (size > bytes.length - DATA) {
      throw new MalformedException(
          DATA_SIZE,
          "the HCL report has variable data of "
              + size
              + " bytes, and "
              + (bytes.length - DATA)
              + " after its header");
    }
    return report;
  }

  boolean isTdx() {
    return type() == TDX;
  }

  boolean isSevSnp() {
    return type() == SEV_SNP;
  }

  /** The type of its hardware report: 2 SEV-SNP, 4 TDX. */
  int type() {
    return bytes.getInt(TYPE);
  }

  /** The TDREPORT in it, if it is one of TDX. */
  TdReportStructure tdReport() {
    return new TdReportStructure(bytes.slice(HARDWARE_REPORT, TdReportStructure.SIZE));
  }

  /** The variable data: JSON, with the keys of the TPM. */
  ByteBuffer variableData() {
    return bytes.slice(DATA, bytes.getInt(DATA_SIZE));
  }
}
