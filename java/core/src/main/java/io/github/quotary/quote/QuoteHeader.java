package io.github.quotary.quote;

import io.github.quotary.quote.Layout.Header;
import java.nio.ByteBuffer;

/** A quote's first 48 bytes, the same in versions 3, 4 and 5. Immutable. */
public final class QuoteHeader extends View {
  private final TeeType teeType;

  QuoteHeader(ByteBuffer data, TeeType teeType) {
    super(data, 0, Header.SIZE);
    this.teeType = teeType;
  }

  /** 3, 4 or 5. */
  public int version() {
    return u16(Header.VERSION);
  }

  /** 2: ECDSA over P-256, the only one that Intel's QVL accepts. */
  public int attestationKeyType() {
    return u16(Header.ATTESTATION_KEY_TYPE);
  }

  /** What the quote speaks for. */
  public TeeType teeType() {
    return teeType;
  }

  /** The quoting enclave's SVN in version 3; reserved in 4 and 5. */
  public int qeSvn() {
    return u16(Header.QE_SVN);
  }

  /** The provisioning certification enclave's SVN in version 3; reserved in 4 and 5. */
  public int pceSvn() {
    return u16(Header.PCE_SVN);
  }

  /** The vendor id of Intel's quoting enclaves, 16 bytes; the only one that is accepted. */
  public static Measurement intelQeVendorId() {
    return Measurement.of(Header.INTEL_QE);
  }

  /** 16 bytes: Intel's quoting enclave. */
  public Measurement qeVendorId() {
    return measurement(Header.QE_VENDOR_ID, Header.QE_VENDOR_ID_SIZE);
  }

  /** 20 bytes; the first 16 are the QE's id in practice. */
  public Measurement userData() {
    return measurement(Header.USER_DATA, Header.USER_DATA_SIZE);
  }
}
