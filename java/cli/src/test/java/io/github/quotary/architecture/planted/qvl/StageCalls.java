package io.github.quotary.architecture.planted.qvl;

/** Breaks nothing. */
final class StageCalls {
  int layout = QvlNative.layout();
}
