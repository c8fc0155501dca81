package io.github.quotary.domain.watch;

import io.github.quotary.domain.evidence.RawBytes;
import java.nio.charset.StandardCharsets;

/** Bounds untrusted texts before they are stored, so that different texts stay different. */
final class Texts {
  private static final int MAX_LENGTH = 1000;

  private Texts() {}

  /**
   * The text, or its beginning with the SHA-256 of all of it; unpaired surrogates, which JSON
   * parsers reject, become question marks.
   */
  static String bounded(String stranger) {
    String text = new String(stranger.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return text.length() <= MAX_LENGTH
        ? text
        : text.substring(0, end(text)) + "... SHA-256 " + RawBytes.ofUtf8(text).sha256();
  }

  private static int end(String text) {
    return Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
  }
}
