package io.github.quotary.simulator.octets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Textual encoding of certificates and revocation lists (RFC 7468), lines of 64 characters ending
 * in a line feed.
 */
public final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  public static String certificate(byte[] der) {
    return block("CERTIFICATE", der);
  }

  public static String crl(byte[] der) {
    return block("X509 CRL", der);
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
