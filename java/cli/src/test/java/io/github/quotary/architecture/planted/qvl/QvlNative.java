package io.github.quotary.architecture.planted.qvl;

/** Breaks nothing. */
final class QvlNative {
  static native int layout();
}
