package io.github.quotary.cli.option;

import io.github.quotary.crypto.EcdsaP256;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The engine that verifies signatures. */
public final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "auto|bc|java",
      description =
          "Signature engine: auto (the best for this command), bc (Bouncy Castle) or java (our own). Default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private Name engine;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  EngineOption() {}

  /** Engines that the option accepts. */
  enum Name {
    /** The fastest for this command. */
    AUTO,
    /** Bouncy Castle. */
    BC,
    /** This library's own engine in plain Java. */
    JAVA
  }

  /**
   * The engine for a few quotes, in which no key occurs often enough to be worth a table: Bouncy
   * Castle, unless another was chosen.
   */
  public EcdsaP256 forFew() {
    return engine(EcdsaP256::bouncyCastle);
  }

  /** The engine for many quotes: the one measured to be fastest here, unless another was chosen. */
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
