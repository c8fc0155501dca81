package io.github.quotary.architecture.planted.domain;

import io.github.quotary.architecture.Breaks;
import io.github.quotary.architecture.planted.pcs.PcsFloor;

@Breaks("MODULES_LEAN_DOWNWARD")
final class SeesPcs {
  PcsFloor used = new PcsFloor();
}
