package io.github.quotary.cli.option;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The engine that verifies signatures. */
public final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "auto|bc|java|native|vector",
      converter = Converter.class,
      description =
          "Signature engine: auto (the best for this command), bc (Bouncy Castle), java (our own, in"
              + " Java), native (our own, in C; native:avx512, native:avx2, native:mulx or"
              + " native:portable for one tier of it) or vector (our own, on Java's vectors)."
              + " Default: ${DEFAULT-VALUE}.",
      defaultValue = "auto")
  private Chosen engine;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  EngineOption() {}

  /** What was asked for; nothing is the fastest for the command. */
  private record Chosen(Optional<EcdsaP256> engine) {
    /** Picocli asks for it each time; the one that records come with costs 20 ms the first time. */
    @Override
    public String toString() {
      return engine.map(EcdsaP256::name).orElse("auto");
    }
  }

  /**
   * The engine for a few quotes, in which no key occurs often enough to be worth a table: plain
   * Java, unless another was chosen.
   */
  public EcdsaP256 forFew() {
    return engine(EcdsaP256::java);
  }

  /** The engine for many quotes: the one measured to be fastest here, unless another was chosen. */
  public EcdsaP256 forMany() {
    return engine(() -> EcdsaP256.fastest().engine());
  }

  private EcdsaP256 engine(Supplier<EcdsaP256> best) {
    return engine.engine().orElseGet(best);
  }

  private static final class Converter implements ITypeConverter<Chosen> {
    @Override
    public Chosen convert(String name) {
      return new Chosen(
          switch (name) {
            case "auto" -> Optional.empty();
            case "bc" -> Optional.of(EcdsaP256.bouncyCastle());
            case "java" -> Optional.of(EcdsaP256.java());
            default -> Optional.of(accelerated(name));
          });
    }

    private static EcdsaP256 accelerated(String name) {
      String accelerator = name.split(":", 2)[0];
      if (!accelerator.equals("native") && !accelerator.equals("vector")) {
        throw new TypeConversionException(
            "'" + name + "' is not one of auto, bc, java, native, vector");
      }
      EngineAvailability found = EcdsaP256.accelerated(name);
      if (found instanceof EngineAvailability.Available available) {
        return available.engine();
      }
      throw new TypeConversionException(
          "'"
              + name
              + "' cannot be used here: "
              + ((EngineAvailability.NotAvailable) found).reason());
    }
  }
}
