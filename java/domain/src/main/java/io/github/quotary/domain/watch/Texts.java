package io.github.quotary.domain.watch;

import io.github.quotary.domain.evidence.RawBytes;

/** Texts of strangers that are kept: short, and still told apart. */
final class Texts {
  private static final int MAX_LENGTH = 1000;

  private Texts() {}

  /** The text, or its beginning with the SHA-256 of all of it. */
  static String bounded(String text) {
    return text.length() <= MAX_LENGTH
        ? text
        : text.substring(0, MAX_LENGTH) + "... SHA-256 " + RawBytes.ofUtf8(text).sha256();
  }
}
