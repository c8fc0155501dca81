package io.github.quotary.architecture.planted.qvl;

import io.github.quotary.architecture.Breaks;

@Breaks("ONLY_TWO_CLASSES_HAVE_NATIVE_METHODS")
final class HasNative {
  native int layout();
}
