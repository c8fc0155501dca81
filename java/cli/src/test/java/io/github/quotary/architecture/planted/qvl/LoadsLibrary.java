package io.github.quotary.architecture.planted.qvl;

import io.github.quotary.architecture.Breaks;

@Breaks("ONE_CLASS_LOADS_LIBRARIES")
final class LoadsLibrary {
  static void load() {
    System.loadLibrary("planted");
  }
}
