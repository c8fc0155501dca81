package io.github.quotary.architecture.planted.p256;

import io.github.quotary.architecture.Breaks;

@Breaks("NATIVE_MEMORY_IS_REACHED_BEHIND_THE_ACCELERATOR")
final class ReachesMemory {
  int layout = P256Native.layout();
}
