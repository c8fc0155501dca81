package io.github.quotary.service.api;

import io.github.quotary.evidence.text.BytesText;

/** Bytes in texts of requests. */
final class Bytes {
  private Bytes() {}

  /** Hexadecimal, base64 or base64url. */
  static byte[] decode(String member, String text) {
    return BytesText.decode(text)
        .orElseThrow(
            () -> Envelope.wrong(member, "Bytes in hexadecimal or base64 are needed here"));
  }
}
