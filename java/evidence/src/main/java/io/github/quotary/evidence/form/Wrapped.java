package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Layers around a whole input: byte order marks, UTF-16, a final NUL, PEM armour. */
final class Wrapped {
  private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  private Wrapped() {}

  static Optional<Recognition> mark(byte[] bytes) {
    return startsWith(bytes, UTF8_MARK)
        ? Optional.of(inner(Arrays.copyOfRange(bytes, UTF8_MARK.length, bytes.length), ""))
        : Optional.empty();
  }

  /** UTF-16 of ASCII characters, with a byte order mark or not. JSON is UTF-8 (RFC 8259, 8.1). */
  static Optional<Recognition> utf16(byte[] bytes) {
    if (bytes.length < 2 || bytes.length % 2 != 0) {
      return Optional.empty();
    }
    boolean big = bytes[0] == 0 || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff);
    boolean mark = (big && bytes[0] != 0) || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
    for (int i = mark ? 2 : 0; i < bytes.length; i += 2) {
      int high = big ? bytes[i] : bytes[i + 1];
      int low = big ? bytes[i + 1] : bytes[i];
      if (high != 0 || (low < ' ' && !Text.isSpace(low))) {
        return Optional.empty();
      }
    }
    Charset charset = big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    String text = new String(bytes, charset).replace("\uFEFF", "");
    String start = text.stripLeading();
    return Optional.of(
        start.startsWith("{") || start.startsWith("[") || start.startsWith("\"")
            ? new Recognition.Refused(
                "JSON in UTF-16; JSON is UTF-8: convert it, as with 'iconv -f UTF-16 -t UTF-8'")
            : inner(text.getBytes(StandardCharsets.US_ASCII), "UTF-16"));
  }

  /** Text of a C string, with the NUL that ends it. */
  static Optional<Recognition> terminated(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    byte[] text = Arrays.copyOf(bytes, end);
    return end == 0 || end == bytes.length || Text.of(text).isEmpty()
        ? Optional.empty()
        : Optional.of(inner(text, ""));
  }

  /** Base64 between BEGIN and END lines that name anything but a certificate. */
  static Optional<Recognition> armour(byte[] bytes) {
    String text = Text.startingWith(bytes, "-").orElse("");
    int head = text.indexOf(DASHES, BEGIN.length());
    if (!text.startsWith(BEGIN) || head < 0) {
      return Optional.empty();
    }
    String label = text.substring(BEGIN.length(), head);
    String end = "-----END " + label + DASHES;
    if (label.contains("\n") || label.contains("CERTIFICATE") || !text.endsWith(end)) {
      return Optional.empty();
    }
    int from = head + DASHES.length();
    if (from > text.length() - end.length()) {
      return Optional.empty();
    }
    String body = text.substring(from, text.length() - end.length());
    return Base64Text.decode(body).map(octets -> inner(octets, "BEGIN " + label));
  }

  private static Recognition inner(byte[] bytes, String place) {
    return Recognition.Parts.of(new Part.Inner(ByteBuffer.wrap(bytes), place));
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
