package io.github.quotary.domain.certificate;

import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates in PEM (RFC 7468), strictly: nothing but certificates, with white space between
 * them. Text that explains, and keys, are refused: two readers could take two certificates for the
 * first.
 */
public final class PemBundle {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int MAX_CERTIFICATES = 16;

  private PemBundle() {}

  /**
   * The certificates, DER, in order: one at least, 16 at most.
   *
   * @throws IllegalArgumentException if there is anything else; the message says what and where
   */
  public static List<RawBytes> read(RawBytes pem) {
    String text = new String(pem.toByteArray(), StandardCharsets.ISO_8859_1);
    List<RawBytes> certificates = new ArrayList<>();
    int at = skipSpace(text, 0);
    while (at < text.length()) {
      if (!text.startsWith(BEGIN, at)) {
        throw problem("data other than a PEM certificate", at);
      }
      int end = text.indexOf(END, at + BEGIN.length());
      if (end < 0) {
        throw problem("a PEM certificate without an END line", at);
      }
      if (certificates.size() == MAX_CERTIFICATES) {
        throw problem("more than " + MAX_CERTIFICATES + " certificates", at);
      }
      certificates.add(decode(text.substring(at + BEGIN.length(), end), at));
      at = skipSpace(text, end + END.length());
    }
    if (certificates.isEmpty()) {
      throw problem("no PEM certificate", 0);
    }
    return certificates;
  }

  private static RawBytes decode(String body, int at) {
    try {
      return RawBytes.of(
          Base64.getDecoder()
              .decode(
                  body.replace("\r", "").replace("\n", "").getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      throw problem("a PEM certificate that is not base64", at);
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static IllegalArgumentException problem(String what, int at) {
    return new IllegalArgumentException(what + " (at byte " + at + ")");
  }
}
