package io.github.quotary.simulator.spec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the parts of a well-formed quote stand, as offsets from its start: for changing them.
 *
 * <p>Sizes are those that the quote declares.
 */
public final class QuoteMap {
  /** Offset of the body type in the descriptor of version 5. */
  public static final int BODY_TYPE = 48;

  /** Offset of the body size in the descriptor of version 5. */
  public static final int BODY_SIZE = 50;

  private static final int DESCRIPTOR_END = 54;
  private static final int HEADER_SIZE = 48;
  private static final int ENCLAVE_REPORT_SIZE = 384;
  private static final int TD_REPORT_SIZE = 584;
  private static final int TEE_TDX = 0x81;

  private final int version;
  private final int signedSize;
  private final int certification;
  private final int end;

  private QuoteMap(ByteBuffer quote) {
    version = quote.getShort(0);
    if (version >= 5) {
      signedSize = DESCRIPTOR_END + quote.getInt(BODY_SIZE);
    } else {
      boolean tdx = version == 4 && quote.getInt(4) == TEE_TDX;
      signedSize = HEADER_SIZE + (tdx ? TD_REPORT_SIZE : ENCLAVE_REPORT_SIZE);
    }
    certification = qeAuthData() + Short.toUnsignedInt(quote.getShort(qeAuthSize()));
    end = certificationData() + quote.getInt(certificationSize());
  }

  /** The map of {@code quote}, which must be well-formed. */
  public static QuoteMap of(byte[] quote) {
    return new QuoteMap(ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Octets that the quote's signature covers; the size of the authentication data follows. */
  public int signedSize() {
    return signedSize;
  }

  /** The 32-bit size of the authentication data. */
  public int authSize() {
    return signedSize;
  }

  /** The quote's signature, 64 octets. */
  public int signature() {
    return signedSize + Integer.BYTES;
  }

  /** The attestation key, 64 octets. */
  public int attestationKey() {
    return signature() + 64;
  }

  /** The 16-bit outer certification data type, which version 3 does not have. */
  public int outerType() {
    if (version == 3) {
      throw new IllegalStateException("no outer certification data in version 3");
    }
    return attestationKey() + 64;
  }

  /** The 32-bit outer certification data size, which version 3 does not have. */
  public int outerSize() {
    return outerType() + Short.BYTES;
  }

  /** The QE report, 384 octets. */
  public int qeReport() {
    return version == 3 ? attestationKey() + 64 : outerSize() + Integer.BYTES;
  }

  /** The signature of the QE report, 64 octets. */
  public int qeReportSignature() {
    return qeReport() + ENCLAVE_REPORT_SIZE;
  }

  /** The 16-bit size of the QE authentication data. */
  public int qeAuthSize() {
    return qeReportSignature() + 64;
  }

  /** The QE authentication data. */
  public int qeAuthData() {
    return qeAuthSize() + Short.BYTES;
  }

  /** The 16-bit certification data type; the nested one since version 4. */
  public int certificationType() {
    return certification;
  }

  /** The 32-bit certification data size; the nested one since version 4. */
  public int certificationSize() {
    return certification + Short.BYTES;
  }

  /** The certification data. */
  public int certificationData() {
    return certificationSize() + Integer.BYTES;
  }

  /** The end of the certification data, and so of the quote. */
  public int end() {
    return end;
  }
}
