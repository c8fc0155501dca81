package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Td;
import java.nio.ByteBuffer;

/** The 584 bytes that every version of a trust domain's report begins with. Immutable. */
public abstract sealed class TdReport extends View implements ReportBody
    permits TdReport10, TdReport15 {
  TdReport(ByteBuffer data, int start, int size) {
    super(data, start, size);
  }

  /**
   * TEE_TCB_SVN at launch, 16 bytes at 0: [0] the TDX module's SVN, [1] its major version, [2] the
   * SEAM loader's SVN.
   */
  public TcbComponents teeTcbSvn() {
    return components(Td.TEE_TCB_SVN);
  }

  /** Whether TEE_TCB_SVN is this; nothing is copied. */
  public boolean isTeeTcbSvn(TcbComponents value) {
    return has(Td.TEE_TCB_SVN, value);
  }

  /** Hash of the TDX module, 48 bytes at 16. */
  public Measurement mrSeam() {
    return measurement(Td.MR_SEAM, Td.MR_SIZE);
  }

  /** Signer of the TDX module, 48 bytes at 64; zero for Intel. */
  public Measurement mrSignerSeam() {
    return measurement(Td.MR_SIGNER_SEAM, Td.MR_SIZE);
  }

  /** Whether MRSIGNERSEAM is this value; nothing is copied. */
  public boolean isMrSignerSeam(Measurement value) {
    return has(Td.MR_SIGNER_SEAM, value);
  }

  /** Whether SEAMATTRIBUTES are all zero. */
  public boolean hasNoSeamAttributes() {
    return isZero(Td.SEAM_ATTRIBUTES, Td.ATTRIBUTES_SIZE);
  }

  /** SVN of the TDX module, TEE_TCB_SVN[0]. */
  public int tdxModuleSvn() {
    return u8(Td.TEE_TCB_SVN);
  }

  /** Major version of the TDX module, TEE_TCB_SVN[1]. */
  public int tdxModuleVersion() {
    return u8(Td.TEE_TCB_SVN + 1);
  }

  /** 8 bytes at 112, in the order of the report. */
  public Measurement seamAttributes() {
    return measurement(Td.SEAM_ATTRIBUTES, Td.ATTRIBUTES_SIZE);
  }

  /** 8 bytes at 120, in the order of the report. */
  public Measurement tdAttributes() {
    return measurement(Td.TD_ATTRIBUTES, Td.ATTRIBUTES_SIZE);
  }

  /** TDATTRIBUTES as the integer whose bits Intel numbers; bit 0 is DEBUG. */
  public long tdAttributeBits() {
    return i64(Td.TD_ATTRIBUTES);
  }

  /** 8 bytes at 128, in the order of the report. */
  public Measurement xfam() {
    return measurement(Td.XFAM, Td.ATTRIBUTES_SIZE);
  }

  /** XFAM as an integer; its bits are those of XCR0 and IA32_XSS. */
  public long xfamBits() {
    return i64(Td.XFAM);
  }

  /** Initial contents of the TD, 48 bytes at 136. */
  public Measurement mrTd() {
    return measurement(Td.MR_TD, Td.MR_SIZE);
  }

  /** 48 bytes at 184. */
  public Measurement mrConfigId() {
    return measurement(Td.MR_CONFIG_ID, Td.MR_SIZE);
  }

  /** 48 bytes at 232. */
  public Measurement mrOwner() {
    return measurement(Td.MR_OWNER, Td.MR_SIZE);
  }

  /** 48 bytes at 280. */
  public Measurement mrOwnerConfig() {
    return measurement(Td.MR_OWNER_CONFIG, Td.MR_SIZE);
  }

  /**
   * A run-time measurement register, 48 bytes at 328, 376, 424 and 472.
   *
   * @throws IndexOutOfBoundsException unless the index is 0 to 3
   */
  public Measurement rtmr(int index) {
    if (index < 0 || index >= Td.RTMR_COUNT) {
      throw new IndexOutOfBoundsException("RTMR " + index + "; there are 0 to 3");
    }
    return measurement(Td.RTMR + index * Td.MR_SIZE, Td.MR_SIZE);
  }

  /** 64 bytes at 520. */
  @Override
  public Measurement reportData() {
    return measurement(Td.REPORT_DATA, Td.REPORT_DATA_SIZE);
  }

  @Override
  public ByteBuffer reportDataBytes() {
    return slice(Td.REPORT_DATA, Td.REPORT_DATA_SIZE);
  }
}
