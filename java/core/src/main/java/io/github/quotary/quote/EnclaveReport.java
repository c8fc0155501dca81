package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Enclave;
import java.nio.ByteBuffer;

/** An SGX enclave's report body, 384 bytes; a quoting enclave's own report has this shape too. */
public final class EnclaveReport extends View implements ReportBody {
  /** DEBUG in the attributes' first byte (Intel SDM, vol. 3, SECS.ATTRIBUTES). */
  private static final int DEBUG = 0x02;

  EnclaveReport(ByteBuffer data, int start) {
    super(data, start, Enclave.SIZE);
  }

  /** 16 bytes at 0. */
  public Measurement cpuSvn() {
    return measurement(Enclave.CPU_SVN, Enclave.CPU_SVN_SIZE);
  }

  /** MISCSELECT, 4 bytes at 16, in the order of the report. */
  public Measurement miscSelect() {
    return measurement(Enclave.MISC_SELECT, Enclave.MISC_SELECT_SIZE);
  }

  /** ISVEXTPRODID, 16 bytes at 32. */
  public Measurement isvExtProdId() {
    return measurement(Enclave.ISV_EXT_PROD_ID, Enclave.ISV_EXT_PROD_ID_SIZE);
  }

  /** 16 bytes at 48: flags (8) and XFRM (8), in the order of the report. */
  public Measurement attributes() {
    return measurement(Enclave.ATTRIBUTES, Enclave.ATTRIBUTES_SIZE);
  }

  /** Whether the enclave runs in debug mode, so that its memory can be read from outside. */
  public boolean isDebug() {
    return (u8(Enclave.ATTRIBUTES) & DEBUG) != 0;
  }

  /** 32 bytes at 64. */
  public Measurement mrEnclave() {
    return measurement(Enclave.MR_ENCLAVE, Enclave.MR_SIZE);
  }

  /** 32 bytes at 128. */
  public Measurement mrSigner() {
    return measurement(Enclave.MR_SIGNER, Enclave.MR_SIZE);
  }

  /** CONFIGID, 64 bytes at 192. */
  public Measurement configId() {
    return measurement(Enclave.CONFIG_ID, Enclave.CONFIG_ID_SIZE);
  }

  /** Whether MISCSELECT under this mask is this value; 4 bytes each. */
  public boolean miscSelectMatches(Measurement value, Measurement mask) {
    return matches(Enclave.MISC_SELECT, value, mask);
  }

  /** Whether the attributes under this mask are this value; 16 bytes each. */
  public boolean attributesMatch(Measurement value, Measurement mask) {
    return matches(Enclave.ATTRIBUTES, value, mask);
  }

  /** Whether MRSIGNER is this value; nothing is copied. */
  public boolean isMrSigner(Measurement value) {
    return has(Enclave.MR_SIGNER, value);
  }

  /** (field and mask) equals value; the value is not masked. */
  private boolean matches(int offset, Measurement value, Measurement mask) {
    for (int i = 0; i < value.size(); i++) {
      if ((u8(offset + i) & mask.unsignedByte(i)) != value.unsignedByte(i)) {
        return false;
      }
    }
    return true;
  }

  /** Unsigned 16-bit integer at 256. */
  public int isvProdId() {
    return u16(Enclave.ISV_PROD_ID);
  }

  /** Unsigned 16-bit integer at 258. */
  public int isvSvn() {
    return u16(Enclave.ISV_SVN);
  }

  /** CONFIGSVN, unsigned 16-bit integer at 260. */
  public int configSvn() {
    return u16(Enclave.CONFIG_SVN);
  }

  /** ISVFAMILYID, 16 bytes at 304. */
  public Measurement isvFamilyId() {
    return measurement(Enclave.ISV_FAMILY_ID, Enclave.ISV_FAMILY_ID_SIZE);
  }

  @Override
  public Measurement reportData() {
    return measurement(Enclave.REPORT_DATA, Enclave.REPORT_DATA_SIZE);
  }

  @Override
  public ByteBuffer reportDataBytes() {
    return slice(Enclave.REPORT_DATA, Enclave.REPORT_DATA_SIZE);
  }
}
