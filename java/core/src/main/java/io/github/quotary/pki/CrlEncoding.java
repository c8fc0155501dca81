package io.github.quotary.pki;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells the three encodings of a revocation list apart. */
final class CrlEncoding {
  private static final String PEM = "-----BEGIN X509 CRL-----";

  /** Intel counts the NUL at the end of a text, so this is one less than its 300. */
  private static final int MIN_HEX_DIGITS = 299;

  private CrlEncoding() {}

  static byte[] toDer(byte[] bytes) throws PkiFormatException {
    int length = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    if (text.startsWith(PEM)) {
      return PemChain.decode(text, "The revocation list");
    }
    if (length >= MIN_HEX_DIGITS && text.chars().allMatch(HexFormat::isHexDigit)) {
      if (length % 2 != 0) {
        throw new PkiFormatException("The revocation list has an odd number of hex digits");
      }
      return HexFormat.of().parseHex(text);
    }
    return bytes;
  }
}
