package io.github.quotary.pcs.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Converts a revocation list to DER from the encodings that services use.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class CrlText {
  private static final String BEGIN = "-----BEGIN X509 CRL-----";
  private static final String END = "-----END X509 CRL-----";
  private static final int SEQUENCE = 0x30;

  private CrlText() {}

  /** DER from DER, hexadecimal or PEM; the last two may be surrounded by white space. */
  public static byte[] toDer(byte[] body) throws Refusal {
    if (body.length == 0) {
      throw malformed("the body is empty");
    }
    String text = new String(body, StandardCharsets.ISO_8859_1).strip();
    if (text.endsWith("\0")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    byte[] der = body;
    if (text.startsWith(BEGIN)) {
      der = fromPem(text);
    } else if (text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit)) {
      der = HexFormat.of().parseHex(text);
    }
    if (der.length == 0 || (der[0] & 0xff) != SEQUENCE) {
      throw malformed("the body is not a revocation list in DER, hexadecimal or PEM");
    }
    return der;
  }

  private static byte[] fromPem(String text) throws Refusal {
    int end = text.indexOf(END, BEGIN.length());
    if (end < 0) {
      throw malformed("the PEM revocation list has no end");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw malformed("the PEM revocation list is not valid base64: " + e.getMessage());
    }
  }

  private static Refusal malformed(String detail) {
    return new Refusal(FailureKind.MALFORMED, detail);
  }
}
