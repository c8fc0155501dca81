package io.github.quotary.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding of certificates (RFC 7468), lines of 64 characters ending in a line feed. */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String certificate(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + LINES.encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
