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
    if (!isText(bytes)) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String start = text.stripLeading();
    int begin = start.startsWith(BEGIN) ? text.indexOf(BEGIN) : afterLineBreak(text);
    if (begin < 0 || start.startsWith("{") || start.startsWith("[") || start.startsWith("<")) {
      return Optional.empty();
    }
    int end = text.indexOf(END, begin);
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

  /** What follows the first certificate; empty if nothing does. */
  static byte[] rest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END, text.indexOf(BEGIN));
    return end < 0
        ? new byte[0]
        : text.substring(end + END.length()).strip().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int afterLineBreak(String text) {
    int line = Math.max(text.indexOf("\n" + BEGIN), text.indexOf("\r" + BEGIN));
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
