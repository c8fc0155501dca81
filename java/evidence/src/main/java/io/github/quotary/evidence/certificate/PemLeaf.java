package io.github.quotary.evidence.certificate;

import io.github.quotary.domain.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The first certificate of a PEM text (RFC 7468), explanatory text around it allowed. A structured
 * document that has certificates somewhere inside is not such a text.
 */
final class PemLeaf {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private PemLeaf() {}

  /**
   * Its DER encoding; empty if the bytes are not text with a certificate at the start of a line.
   */
  static Optional<Reading<byte[]>> read(byte[] bytes) {
    return isText(bytes) ? read(text(bytes), 0) : Optional.empty();
  }

  /** The bytes as a text that {@link #read(String, int)} reads on in. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The same of the text from a position on. */
  static Optional<Reading<byte[]>> read(String text, int from) {
    int start = skipSpace(text, from);
    int begin = text.startsWith(BEGIN, start) ? start : afterLineBreak(text, start);
    if (begin < 0 || (start < text.length() && "{[<".indexOf(text.charAt(start)) >= 0)) {
      return Optional.empty();
    }
    int end = text.indexOf(END, begin + BEGIN.length());
    if (end < 0) {
      return Optional.of(Reading.malformed("it has no END line"));
    }
    String body = text.substring(begin + BEGIN.length(), end).replaceAll("[ \t\r\n]", "");
    try {
      return Optional.of(
          Reading.of(Base64.getDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1))));
    } catch (IllegalArgumentException e) {
      return Optional.of(Reading.malformed("it is not base64"));
    }
  }

  /**
   * Where what follows the first certificate from a position on begins; the end if nothing does.
   */
  static int after(String text, int from) {
    int end = text.indexOf(END, text.indexOf(BEGIN, from) + BEGIN.length());
    return end < 0 ? text.length() : skipSpace(text, end + END.length());
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int afterLineBreak(String text, int from) {
    int line = Math.max(text.indexOf("\n" + BEGIN, from), text.indexOf("\r" + BEGIN, from));
    return line < 0 ? -1 : line + 1;
  }

  private static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
