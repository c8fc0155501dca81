package io.github.quotary.cli;

import io.github.quotary.crypto.EcdsaP256;

/** Engines that can be named on the command line. */
enum EngineOption {
  /** The best that needs nothing else. */
  AUTO,
  /** Bouncy Castle. */
  BC;

  EcdsaP256 engine() {
    return switch (this) {
      case AUTO, BC -> EcdsaP256.bouncyCastle();
    };
  }
}
