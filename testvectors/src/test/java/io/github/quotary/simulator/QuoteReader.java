package io.github.quotary.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a quote apart by the offsets of the format's description, in plain numbers and without any
 * constant of the main code.
 */
public final class QuoteReader {
  private final byte[] quote;
  private final ByteBuffer numbers;

  public QuoteReader(byte[] quote) {
    this.quote = quote.clone();
    numbers = ByteBuffer.wrap(this.quote).order(ByteOrder.LITTLE_ENDIAN);
  }

  int version() {
    return u16(0);
  }

  public int u16(int offset) {
    return Short.toUnsignedInt(numbers.getShort(offset));
  }

  public int u32(int offset) {
    return numbers.getInt(offset);
  }

  public byte[] slice(int offset, int length) {
    return Arrays.copyOfRange(quote, offset, offset + length);
  }

  public int size() {
    return quote.length;
  }

  /** Where the body ends and the size of the authentication data stands. */
  public int signedSize() {
    if (version() == 5) {
      return 54 + u32(50);
    }
    return 48 + (u32(4) == 0x81 ? 584 : 384);
  }

  byte[] signed() {
    return slice(0, signedSize());
  }

  public int authentication() {
    return signedSize() + 4;
  }

  public int authenticationSize() {
    return u32(signedSize());
  }

  byte[] signature() {
    return slice(authentication(), 64);
  }

  public byte[] attestationKey() {
    return slice(authentication() + 64, 64);
  }

  /** Start of the QE report: nested in certification data of type 6 since version 4. */
  int qeReportOffset() {
    return authentication() + (version() == 3 ? 128 : 134);
  }

  byte[] qeReport() {
    return slice(qeReportOffset(), 384);
  }

  byte[] qeReportSignature() {
    return slice(qeReportOffset() + 384, 64);
  }

  byte[] qeAuthData() {
    return slice(qeReportOffset() + 450, u16(qeReportOffset() + 448));
  }

  private int certification() {
    return qeReportOffset() + 450 + u16(qeReportOffset() + 448);
  }

  public int certificationType() {
    return u16(certification());
  }

  byte[] certificationData() {
    return slice(certification() + 6, u32(certification() + 2));
  }

  public int end() {
    return certification() + 6 + u32(certification() + 2);
  }

  /** The PEM chain, which must end in one NUL. */
  public String chain() {
    byte[] data = certificationData();
    if (data[data.length - 1] != 0) {
      throw new AssertionError("no NUL at the end");
    }
    return new String(data, 0, data.length - 1, StandardCharsets.US_ASCII);
  }
}
