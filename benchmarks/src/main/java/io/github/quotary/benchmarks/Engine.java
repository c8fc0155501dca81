package io.github.quotary.benchmarks;

import io.github.quotary.crypto.EcdsaP256;
import java.util.function.Supplier;

/** Who verifies signatures: the parameter {@code engine}. */
public enum Engine {
  /** Bouncy Castle's lightweight engine, the default. */
  BC(EcdsaP256::bouncyCastle);

  private final Supplier<EcdsaP256> maker;

  Engine(Supplier<EcdsaP256> maker) {
    this.maker = maker;
  }

  /** The engine as a program would make it: new, with nothing kept. */
  EcdsaP256 make() {
    return maker.get();
  }
}
