package io.github.quotary.cli;

import io.github.quotary.crypto.EcdsaP256;

/** Engines that can be named on the command line. */
enum EngineOption {
  /** The best for a single run, in which no key is met often enough to be worth a table. */
  AUTO,
  /** Bouncy Castle. */
  BC,
  /** This library's own engine in plain Java. */
  JAVA;

  EcdsaP256 engine() {
    return switch (this) {
      case AUTO, BC -> EcdsaP256.bouncyCastle();
      case JAVA -> EcdsaP256.java();
    };
  }
}
