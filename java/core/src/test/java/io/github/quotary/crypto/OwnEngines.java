package io.github.quotary.crypto;

import io.github.quotary.crypto.P256Accelerator.Tier;
import java.util.ArrayList;
import java.util.List;

/** This library's own engines: plain Java, and every tier of the accelerators on the class path. */
final class OwnEngines {
  private OwnEngines() {}

  /** New engines, each with its tables; not in shadow mode, which would hide what is wrong. */
  static List<EcdsaP256> all() {
    List<EcdsaP256> engines = new ArrayList<>();
    engines.add(new JavaP256(64L << 20));
    engines.addAll(accelerated());
    return engines;
  }

  /** New engines of all tiers that can be used here. */
  static List<EcdsaP256> accelerated() {
    List<EcdsaP256> engines = new ArrayList<>();
    for (Tier tier : Accelerators.tiers()) {
      if (tier instanceof Tier.Available available) {
        engines.add(new LanesP256(available.lanes(), 64L << 20));
      }
    }
    return engines;
  }
}
