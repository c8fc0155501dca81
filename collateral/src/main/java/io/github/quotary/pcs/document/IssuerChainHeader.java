package io.github.quotary.pcs.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header with a document's issuer chain: PEM, percent-encoded. Its name differs between
 * versions of Intel's API and caching services, so all known names are tried.
 *
 * @apiNote Internal to this module; may change without notice.
 */
public final class IssuerChainHeader {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final int MAX_LENGTH = 64 * 1024;

  private IssuerChainHeader() {}

  /** The header's names, the current one first. */
  public static List<String> names(DocumentKey key) {
    if (key instanceof DocumentKey.TcbInfo) {
      return List.of("TCB-Info-Issuer-Chain", "SGX-TCB-Info-Issuer-Chain");
    }
    if (key instanceof DocumentKey.QeIdentity) {
      return List.of(
          "SGX-Enclave-Identity-Issuer-Chain",
          "Enclave-Identity-Issuer-Chain",
          "SGX-QE-Identity-Issuer-Chain");
    }
    if (key instanceof DocumentKey.PckCrl) {
      return List.of("SGX-PCK-CRL-Issuer-Chain", "PCK-CRL-Issuer-Chain");
    }
    if (key instanceof DocumentKey.EvaluationDataNumbers) {
      return List.of(
          "TCB-Evaluation-Data-Numbers-Issuer-Chain",
          "SGX-TCB-Evaluation-Data-Numbers-Issuer-Chain");
    }
    return List.of();
  }

  /**
   * The chain in PEM; empty for a document that is served without one.
   *
   * @param headers by name in lower case
   */
  public static byte[] read(DocumentKey key, Map<String, List<String>> headers) throws Refusal {
    List<String> names = names(key);
    for (String name : names) {
      for (String value : headers.getOrDefault(lower(name), List.of())) {
        return decode(name, value);
      }
    }
    if (names.isEmpty()) {
      return new byte[0];
    }
    throw new Refusal(
        FailureKind.MALFORMED, "the response has no header " + String.join(" or ", names));
  }

  /** A chain as a header value; escapes every character that RFC 3986 does not call unreserved. */
  public static String encode(byte[] pem) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : pem) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static byte[] decode(String name, String value) throws Refusal {
    if (value.length() > MAX_LENGTH) {
      throw new Refusal(
          FailureKind.TOO_LARGE, "header " + name + " has more than " + MAX_LENGTH + " characters");
    }
    byte[] pem = percentDecode(name, value);
    if (!new String(pem, StandardCharsets.ISO_8859_1).contains(CERTIFICATE)) {
      throw new Refusal(
          FailureKind.MALFORMED,
          "header " + name + " does not contain a percent-encoded PEM certificate");
    }
    return pem;
  }

  /** RFC 3986, section 2.1. A plus sign stays a plus sign: base64 contains many. */
  static byte[] percentDecode(String name, String value) throws Refusal {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '%') {
        decoded.write(c);
        continue;
      }
      boolean complete = i + 2 < value.length();
      int high = complete ? hexDigit(value.charAt(i + 1)) : -1;
      int low = complete ? hexDigit(value.charAt(i + 2)) : -1;
      if (high < 0 || low < 0) {
        throw new Refusal(
            FailureKind.MALFORMED,
            "header " + name + " lacks two hexadecimal digits after the % at " + i);
      }
      decoded.write(high << 4 | low);
      i += 2;
    }
    return decoded.toByteArray();
  }

  /** ASCII only, unlike {@link Character#digit}. */
  private static int hexDigit(char c) {
    return HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : -1;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
