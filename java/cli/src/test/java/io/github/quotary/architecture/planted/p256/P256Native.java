package io.github.quotary.architecture.planted.p256;

/** Breaks nothing. */
final class P256Native {
  static native int layout();
}
