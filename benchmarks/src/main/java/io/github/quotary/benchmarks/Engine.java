package io.github.quotary.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import java.util.Locale;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/** The signature engine: the parameter {@code engine}. */
public enum Engine {
  /** Bouncy Castle's lightweight engine. */
  BC(EcdsaP256::bouncyCastle),
  /** Quotary's own engine in plain Java, the default. */
  JAVA(EcdsaP256::java),
  /** The accelerator in C, by the fastest tier that this machine has. */
  NATIVE(() -> accelerated("native")),
  /** The accelerator's tier with AVX-512 IFMA. */
  NATIVE_AVX512(() -> accelerated("native:avx512")),
  /** The accelerator's tier with AVX2 and FMA. */
  NATIVE_AVX2(() -> accelerated("native:avx2")),
  /** The accelerator's scalar tier with mulx and adx. */
  NATIVE_MULX(() -> accelerated("native:mulx")),
  /** The accelerator in portable C. */
  NATIVE_PORTABLE(() -> accelerated("native:portable")),
  /**
   * The JDK's Vector API, on Java 25 with {@code --add-modules jdk.incubator.vector} and the jar
   * quotary-vector on the class path.
   */
  VECTOR(() -> accelerated("vector")),
  /** Amazon's Corretto Crypto Provider; in this jar for Linux on x86-64 only. */
  ACCP(() -> EcdsaP256.jca(new AmazonCorrettoCryptoProvider())),
  /** Plain Java for cached keys, and Amazon's provider for new ones. */
  HYBRID(() -> EcdsaP256.hybrid(new AmazonCorrettoCryptoProvider())),
  /** Conscrypt, which uses BoringSSL. */
  CONSCRYPT(() -> EcdsaP256.jca(Conscrypt.newProvider()));

  private final Supplier<EcdsaP256> maker;

  Engine(Supplier<EcdsaP256> maker) {
    this.maker = maker;
  }

  /** Whether this machine can run it. */
  boolean isHere() {
    return switch (this) {
      case BC, JAVA -> true;
      case NATIVE, NATIVE_AVX512, NATIVE_AVX2, NATIVE_MULX, NATIVE_PORTABLE, VECTOR ->
          EcdsaP256.accelerated(name().toLowerCase(Locale.ROOT).replace('_', ':'))
              instanceof EngineAvailability.Available;
      default ->
          System.getProperty("os.name").equals("Linux")
              && System.getProperty("os.arch").equals("amd64");
    };
  }

  private static EcdsaP256 accelerated(String name) {
    EngineAvailability found = EcdsaP256.accelerated(name);
    if (found instanceof EngineAvailability.Available available) {
      return available.engine();
    }
    throw new IllegalStateException(
        "The engine "
            + name
            + " is not available: "
            + ((EngineAvailability.NotAvailable) found).reason());
  }

  /** A new engine with empty caches, as in a program. */
  EcdsaP256 make() {
    return maker.get();
  }
}
