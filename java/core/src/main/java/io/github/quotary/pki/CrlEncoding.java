package io.github.quotary.pki;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells the three encodings of a revocation list apart. */
final class CrlEncoding {
  private static final byte[] PEM = "-----BEGIN X509 CRL-----".getBytes(StandardCharsets.US_ASCII);

  /** Intel counts the NUL at the end of a text, so this is one less than its 300. */
  private static final int MIN_HEX_DIGITS = 299;

  private CrlEncoding() {}

  static byte[] toDer(byte[] bytes) throws PkiFormatException {
    int length = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
    if (length >= PEM.length && Arrays.equals(bytes, 0, PEM.length, PEM, 0, PEM.length)) {
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      return PemChain.decode(text, "The revocation list");
    }
    if (length >= MIN_HEX_DIGITS && isHex(bytes, length)) {
      if (length % 2 != 0) {
        throw new PkiFormatException("The revocation list has an odd number of hex digits");
      }
      return parseHex(bytes, length);
    }
    return bytes;
  }

  private static boolean isHex(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (!HexFormat.isHexDigit(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static byte[] parseHex(byte[] digits, int length) {
    byte[] bytes = new byte[length / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = HexFormat.fromHexDigit(digits[2 * i]);
      bytes[i] = (byte) ((high << 4) | HexFormat.fromHexDigit(digits[2 * i + 1]));
    }
    return bytes;
  }
}
