package io.github.quotary.cli.option;

import io.github.quotary.crypto.EcdsaP256;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Who verifies signatures. */
public final class EngineOption {
  @Option(
      names = "--engine",
      description =
          "Who verifies signatures: auto (the best for this command), bc or java. Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private Name engine;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  EngineOption() {}

  /** Engines that can be named. */
  enum Name {
    /** The fastest for what is asked. */
    AUTO,
    /** Bouncy Castle. */
    BC,
    /** This library's own engine in plain Java. */
    JAVA
  }

  /**
   * The engine for a single run, in which no key is met often enough to be worth a table: Bouncy
   * Castle, if none was named.
   */
  public EcdsaP256 forFew() {
    return engine(EcdsaP256::bouncyCastle);
  }

  /** The engine for many quotes: the one that is seen to be fastest here, if none was named. */
  public EcdsaP256 forMany() {
    return engine(() -> EcdsaP256.fastest().engine());
  }

  private EcdsaP256 engine(Supplier<EcdsaP256> best) {
    return switch (engine) {
      case AUTO -> best.get();
      case BC -> EcdsaP256.bouncyCastle();
      case JAVA -> EcdsaP256.java();
    };
  }
}
