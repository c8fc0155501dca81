package io.github.quotary.evidence.collateral;

import io.github.quotary.evidence.text.BytesText;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The bytes of one member, whatever the encoding: what the engine reads itself stays as it is, and
 * what no encoding explains is left for the engine to reject.
 *
 * @param place of the member, for messages
 */
record Content(String place, Node node) {
  private static final String BEGIN = "-----BEGIN";
  private static final String ENCODED_BEGIN = "-----BEGIN%20";

  /** {@code -----BEGIN} in base64. */
  private static final String BASE64_BEGIN = "LS0tLS1CRUdJTi";

  private static final int SEQUENCE = 0x30;
  private static final int LONG_FORM = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int SIGNATURE_BYTES = 64;

  /** A chain in PEM: text, an array of texts, bytes of either. */
  byte[] chain() {
    if (node instanceof Node.Arr array && !array.elements().isEmpty()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < array.elements().size(); i++) {
        String where = place + "[" + i + "]";
        byte[] one = new Content(where, array.elements().get(i)).certificate();
        all.writeBytes(one);
        if (one.length > 0 && one[one.length - 1] != '\n') {
          all.write('\n');
        }
      }
      return all.toByteArray();
    }
    return pem(text("a chain of certificates in PEM"));
  }

  private byte[] certificate() {
    String text = text("a certificate in PEM or base64");
    if (!text.contains(BEGIN)) {
      Optional<byte[]> der = BytesText.decode(text).filter(Content::isDer);
      if (der.isPresent()) {
        return (BEGIN
                + " CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.get())
                + "\n-----END CERTIFICATE-----\n")
            .getBytes(StandardCharsets.US_ASCII);
      }
    }
    return pem(text);
  }

  private byte[] pem(String text) {
    String plain = text;
    if (text.startsWith(ENCODED_BEGIN)) {
      plain = decodePercent(text);
    } else if (text.startsWith(BASE64_BEGIN)) {
      plain = BytesText.decode(text).map(Content::utf8).orElse(text);
    }
    return plain.getBytes(StandardCharsets.UTF_8);
  }

  /** Headers of Intel's service have their chains so; a plus is a plus. */
  private String decodePercent(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new CollateralFormatException("member " + place + " has a wrong percent escape");
    }
  }

  /** A revocation list: DER, or a text that the engine reads, or its bytes. */
  byte[] crl() {
    if (node instanceof Node.Bytes bytes && !isPrintable(bytes.bytes())) {
      return withoutTerminator(bytes.bytes());
    }
    String text =
        node instanceof Node.Arr array && !array.elements().isEmpty()
            ? lines(array)
            : text("a revocation list in hexadecimal, base64 or PEM, or an array of bytes");
    byte[] asItIs = text.getBytes(StandardCharsets.UTF_8);
    if (BytesText.isHex(text) || text.contains(BEGIN)) {
      return asItIs;
    }
    return BytesText.decode(withoutNul(text).strip())
        .map(decoded -> startsWithPem(decoded) ? decoded : withoutTerminator(decoded))
        .filter(decoded -> isDer(decoded) || startsWithPem(decoded))
        .orElse(asItIs);
  }

  private String lines(Node.Arr array) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < array.elements().size(); i++) {
      String where = place + "[" + i + "]";
      lines.append(new Content(where, array.elements().get(i)).text("a line of PEM")).append('\n');
    }
    return lines.toString();
  }

  /**
   * The signature in hexadecimal; what is nothing of 64 bytes stays as it is, if JSON can hold it.
   */
  String signature() {
    if (node instanceof Node.Bytes bytes && bytes.bytes().length == SIGNATURE_BYTES) {
      return HexFormat.of().formatHex(bytes.bytes());
    }
    String expected = "a signature in hexadecimal or base64, or an array of 64 bytes";
    String text = withoutNul(text(expected)).strip();
    if (BytesText.isHex(text)) {
      return text;
    }
    Optional<byte[]> decoded =
        BytesText.decode(text).filter(bytes -> bytes.length == SIGNATURE_BYTES);
    if (decoded.isEmpty()
        && !text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\')) {
      throw wrong(expected);
    }
    return decoded.map(HexFormat.of()::formatHex).orElse(text);
  }

  /** A JSON text, in base64 or hexadecimal perhaps. Not for objects. */
  byte[] json() {
    String text = text("a JSON text or object");
    String plain =
        text.startsWith("eyJ") || text.startsWith("7b") || text.startsWith("7B")
            ? BytesText.decode(withoutNul(text)).map(Content::utf8).orElse(text)
            : text;
    return plain.getBytes(StandardCharsets.UTF_8);
  }

  private String text(String expected) {
    if (node instanceof Node.Text text && !text.value().isEmpty()) {
      return requireNoInnerNul(text.value());
    }
    if (node instanceof Node.Bytes bytes) {
      return requireNoInnerNul(utf8(bytes.bytes()));
    }
    throw wrong(expected);
  }

  private String requireNoInnerNul(String text) {
    int nul = text.indexOf('\0');
    if (nul >= 0 && nul < text.length() - 1) {
      throw new CollateralFormatException(
          "member "
              + place
              + " has a NUL character inside, at position "
              + nul
              + " of "
              + text.length());
    }
    return text;
  }

  private CollateralFormatException wrong(String expected) {
    return new CollateralFormatException(
        "member " + place + " is " + node.kind() + ", not a string; expected is " + expected);
  }

  private static String withoutNul(String text) {
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean isPrintable(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      boolean space = b == '\n' || b == '\r' || b == '\t' || (b == 0 && i == bytes.length - 1);
      if (!space && (b < ' ' || b > '~')) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWithPem(byte[] bytes) {
    return utf8(bytes).startsWith(BEGIN);
  }

  /** Whether the bytes are one DER sequence, with no more than a NUL behind it. */
  private static boolean isDer(byte[] bytes) {
    long length = derLength(bytes);
    return length == bytes.length || (length == bytes.length - 1L && bytes[bytes.length - 1] == 0);
  }

  private static byte[] withoutTerminator(byte[] bytes) {
    return isDer(bytes) && derLength(bytes) < bytes.length
        ? java.util.Arrays.copyOf(bytes, bytes.length - 1)
        : bytes;
  }

  /** Length of the DER sequence at the start, header and all; -1 if there is none. */
  private static long derLength(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != SEQUENCE) {
      return -1;
    }
    int first = bytes[1] & 0xff;
    if (first < LONG_FORM) {
      return 2L + first;
    }
    int count = first - LONG_FORM;
    if (count == 0 || count > MAX_LENGTH_BYTES || bytes.length < 2 + count) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | (bytes[2 + i] & 0xff);
    }
    return 2L + count + length;
  }
}
