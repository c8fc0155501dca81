package io.github.quotary.simulator.domain.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding (RFC 7468): lines of 64 characters that end in a line feed. */
final class PemText {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private PemText() {}

  static String certificate(byte[] der) {
    return block("CERTIFICATE", der);
  }

  static String block(String label, byte[] der) {
    String body = LINES.encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
