package io.github.quotary.architecture.planted.qvl;

import io.github.quotary.architecture.Breaks;

@Breaks("ONLY_THE_SHIM_LOADS_LIBRARIES")
final class LoadsLibrary {
  static void load() {
    System.loadLibrary("planted");
  }
}
