package io.github.quotary.architecture.planted.qvl;

import io.github.quotary.architecture.Breaks;

@Breaks("JNI_IS_CALLED_BEHIND_THE_ENGINE")
final class CallsNative {
  int layout = QvlNative.layout();
}
