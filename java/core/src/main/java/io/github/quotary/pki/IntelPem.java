package io.github.quotary.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads concatenated PEM certificates that are written exactly as Intel writes them, in one pass:
 * each a line BEGIN, lines of base64, a line END, and nothing between them but empty lines; line
 * ends are single line feeds. It finds the same as {@link PemChain}, which reads all other texts.
 */
final class IntelPem {
  private static final byte[] BEGIN = ascii("-----BEGIN CERTIFICATE-----\n");
  private static final byte[] END = ascii("\n-----END CERTIFICATE-----");

  /** Value of each base64 digit; -1 for all other bytes. */
  private static final byte[] DIGITS = digits();

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
   * certificate that cannot be read.
   */
  static @Nullable List<X509Cert> certificates(byte[] text, KnownCertificates known) {
    try {
      return new IntelPem(text).certificates(known);
    } catch (OtherLayoutException | PkiFormatException e) {
      return null;
    }
  }

  private List<X509Cert> certificates(KnownCertificates known)
      throws OtherLayoutException, PkiFormatException {
    List<X509Cert> certificates = new ArrayList<>(3);
    while (at < text.length && text[at] != 0) {
      if (text[at] == '\n') {
        at++;
        continue;
      }
      certificates.add(certificate(known));
    }
    if (certificates.isEmpty() || certificates.size() > PemChain.MAX_CERTIFICATES) {
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

  /** Passes base64 of a DER SEQUENCE, up to the line feed after it. */
  private byte[] base64() throws OtherLayoutException {
    int first = group();
    int second = group();
    if (first >>> 8 != SEQUENCE) {
      throw new OtherLayoutException();
    }
    int length = HEADER + (((first & 0xff) << 8) | (second >>> 16));
    if (length > text.length - at) {
      throw new OtherLayoutException();
    }
    byte[] der = new byte[length];
    put(der, 0, first);
    put(der, 3, second);
    int to = 6;
    while (to + 3 <= length) {
      if (at < text.length && text[at] == '\n') {
        at++;
      }
      put(der, to, group());
      to += 3;
    }
    if (to < length) {
      if (at < text.length && text[at] == '\n') {
        at++;
      }
      lastGroup(der, to);
    }
    return der;
  }

  private static void put(byte[] der, int to, int group) {
    der[to] = (byte) (group >>> 16);
    der[to + 1] = (byte) (group >>> 8);
    der[to + 2] = (byte) group;
  }

  /** Passes four digits: 24 bits. */
  private int group() throws OtherLayoutException {
    if (text.length - at < 4) {
      throw new OtherLayoutException();
    }
    int group =
        (digit(text[at]) << 18)
            | (digit(text[at + 1]) << 12)
            | (digit(text[at + 2]) << 6)
            | digit(text[at + 3]);
    if (group < 0) {
      throw new OtherLayoutException();
    }
    at += 4;
    return group;
  }

  /** Passes two or three digits and what fills them up to four; bits that are left are zero. */
  private void lastGroup(byte[] der, int to) throws OtherLayoutException {
    int bytes = der.length - to;
    if (text.length - at < 4) {
      throw new OtherLayoutException();
    }
    int third = bytes == 2 ? digit(text[at + 2]) : text[at + 2] == '=' ? 0 : -1;
    int group = (digit(text[at]) << 18) | (digit(text[at + 1]) << 12) | (third << 6);
    if (group < 0 || text[at + 3] != '=' || (group & (bytes == 2 ? 0xff : 0xffff)) != 0) {
      throw new OtherLayoutException();
    }
    at += 4;
    der[to] = (byte) (group >>> 16);
    if (bytes == 2) {
      der[to + 1] = (byte) (group >>> 8);
    }
  }

  private static int digit(byte character) {
    return DIGITS[character & 0xff];
  }

  private static byte[] digits() {
    byte[] digits = new byte[1 << Byte.SIZE];
    Arrays.fill(digits, (byte) -1);
    byte[] alphabet = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    for (int i = 0; i < alphabet.length; i++) {
      digits[alphabet[i]] = (byte) i;
    }
    return digits;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
