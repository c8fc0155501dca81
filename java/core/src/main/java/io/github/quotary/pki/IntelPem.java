package io.github.quotary.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads concatenated PEM certificates that are written exactly as Intel writes them, in one pass:
 * each a line BEGIN, lines of 64 digits of base64, a line END, and nothing between them but empty
 * lines; line ends are single line feeds. It finds the same as {@link PemChain}, which reads all
 * other texts.
 */
final class IntelPem {
  private static final byte[] BEGIN = ascii("-----BEGIN CERTIFICATE-----\n");
  private static final byte[] END = ascii("\n-----END CERTIFICATE-----");

  /** Digits of a line of base64, and of three bytes; a line feed among them is not a digit. */
  private static final int LINE = 64;

  private static final int GROUP = 4;

  /** The start of a DER SEQUENCE of 256 to 65,535 bytes. */
  private static final int SEQUENCE = 0x3082;

  private static final int HEADER = 4;

  private final byte[] text;
  private int at;

  private IntelPem(byte[] text) {
    this.text = text;
  }

  /**
   * The certificates of a text up to its first NUL; null if it is written in another way, or has a
   * certificate that cannot be read, or more than it may.
   */
  static @Nullable List<X509Cert> certificates(byte[] text, KnownCertificates known, int most) {
    try {
      return new IntelPem(text).certificates(known, most);
    } catch (OtherLayoutException | PkiFormatException e) {
      return null;
    }
  }

  private List<X509Cert> certificates(KnownCertificates known, int most)
      throws OtherLayoutException, PkiFormatException {
    List<X509Cert> certificates = new ArrayList<>(3);
    while (at < text.length && text[at] != 0) {
      if (text[at] == '\n') {
        at++;
        continue;
      }
      if (certificates.size() == most) {
        throw new OtherLayoutException();
      }
      certificates.add(certificate(known));
    }
    if (certificates.isEmpty()) {
      throw new OtherLayoutException();
    }
    return certificates;
  }

  private X509Cert certificate(KnownCertificates known)
      throws OtherLayoutException, PkiFormatException {
    int start = at;
    KnownCertificates.Text before = known.findTextAt(text, start);
    if (before != null) {
      at = start + before.pem().length;
      return before.certificate();
    }
    pass(BEGIN);
    byte[] der = base64();
    pass(END);
    return known.parse(der, text, start, at);
  }

  private void pass(byte[] expected) throws OtherLayoutException {
    int end = at + expected.length;
    if (end > text.length || !Arrays.equals(text, at, end, expected, 0, expected.length)) {
      throw new OtherLayoutException();
    }
    at = end;
  }

  /** Passes lines of base64 of a DER SEQUENCE, up to the line feed after them. */
  private byte[] base64() throws OtherLayoutException {
    int last = at;
    while (last + LINE < text.length && text[last + LINE] == '\n' && text[last] != '-') {
      last += LINE + 1;
    }
    int end = last;
    while (end < text.length && text[end] != '-') {
      end++;
    }
    // The last line may be as long as the others, and was passed then.
    int lines = (last - at) / (LINE + 1);
    int rest = Math.max(0, end - last - 1);
    boolean hasEnd = end < text.length && end > at && text[end - 1] == '\n';
    if (!hasEnd || (end > last && rest == 0) || rest % GROUP != 0) {
      throw new OtherLayoutException();
    }
    byte[] digits = new byte[lines * LINE + rest];
    for (int i = 0; i < lines; i++) {
      System.arraycopy(text, at + i * (LINE + 1), digits, i * LINE, LINE);
    }
    System.arraycopy(text, last, digits, lines * LINE, rest);
    at = end - 1;
    byte[] der = decoded(digits);
    boolean isSequence =
        der.length > HEADER
            && ((der[0] & 0xff) << 8 | (der[1] & 0xff)) == SEQUENCE
            && ((der[2] & 0xff) << 8 | (der[3] & 0xff)) == der.length - HEADER;
    if (!isSequence) {
      throw new OtherLayoutException();
    }
    return der;
  }

  /**
   * The decoder knows the alphabet; it also takes a last group without padding, or with bits left.
   */
  private static byte[] decoded(byte[] digits) throws OtherLayoutException {
    byte[] der;
    try {
      der = Base64.getDecoder().decode(digits);
    } catch (IllegalArgumentException e) {
      throw new OtherLayoutException();
    }
    int last = (der.length - 1) / 3 * 3;
    byte[] group =
        Base64.getEncoder().encode(Arrays.copyOfRange(der, Math.max(0, last), der.length));
    int at = digits.length - group.length;
    if (at < 0 || !Arrays.equals(digits, at, digits.length, group, 0, group.length)) {
      throw new OtherLayoutException();
    }
    return der;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
