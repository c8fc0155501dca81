package io.github.quotary.architecture.planted.qvl;

import io.github.quotary.architecture.Breaks;

@Breaks("ONLY_QVL_NATIVE_HAS_NATIVE_METHODS")
final class HasNative {
  native int layout();
}
