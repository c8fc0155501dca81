package io.github.quotary.domain.certificate;

import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.format.MalformedException;
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
   * @throws MalformedException if there is anything else
   */
  public static List<RawBytes> read(RawBytes pem) throws MalformedException {
    String text = new String(pem.toByteArray(), StandardCharsets.ISO_8859_1);
    List<RawBytes> certificates = new ArrayList<>();
    int at = skipSpace(text, 0);
    while (at < text.length()) {
      if (!text.startsWith(BEGIN, at)) {
        throw new MalformedException(at, "something that is no PEM certificate");
      }
      int end = text.indexOf(END, at);
      if (end < 0) {
        throw new MalformedException(at, "a PEM certificate without an end");
      }
      if (certificates.size() == MAX_CERTIFICATES) {
        throw new MalformedException(at, "more than " + MAX_CERTIFICATES + " certificates");
      }
      certificates.add(decode(text.substring(at + BEGIN.length(), end), at));
      at = skipSpace(text, end + END.length());
    }
    if (certificates.isEmpty()) {
      throw new MalformedException(0, "no PEM certificate");
    }
    return certificates;
  }

  private static RawBytes decode(String body, int at) throws MalformedException {
    try {
      return RawBytes.of(
          Base64.getDecoder()
              .decode(body.replace("\r", "").replace("\n", "").getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(at, "a PEM certificate that is no base64");
    }
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
