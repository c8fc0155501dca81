package io.github.quotary.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.EngineAvailability;
import io.github.quotary.verify.CacheLimits;
import java.util.Locale;
import java.util.function.LongFunction;
import org.conscrypt.Conscrypt;

/** The signature engine: the parameter {@code engine}. */
public enum Engine {
  /** Bouncy Castle's lightweight engine. */
  BC(tables -> EcdsaP256.bouncyCastle()),
  /** Quotary's own engine in plain Java, the default. */
  JAVA(EcdsaP256::java),
  /** The accelerator in C, by the fastest tier that this machine has. */
  NATIVE(tables -> accelerated("native", tables)),
  /** The accelerator's tier with AVX-512 IFMA. */
  NATIVE_AVX512(tables -> accelerated("native:avx512", tables)),
  /** The accelerator's tier with AVX2 and FMA. */
  NATIVE_AVX2(tables -> accelerated("native:avx2", tables)),
  /** The accelerator's scalar tier with mulx and adx. */
  NATIVE_MULX(tables -> accelerated("native:mulx", tables)),
  /** The accelerator in portable C. */
  NATIVE_PORTABLE(tables -> accelerated("native:portable", tables)),
  /**
   * The JDK's Vector API, on Java 25 with {@code --add-modules jdk.incubator.vector} and the jar
   * quotary-vector on the class path.
   */
  VECTOR(tables -> accelerated("vector", tables)),
  /** Amazon's Corretto Crypto Provider; in this jar for Linux on x86-64 only. */
  ACCP(tables -> EcdsaP256.jca(new AmazonCorrettoCryptoProvider())),
  /** Plain Java for cached keys, and Amazon's provider for new ones. */
  HYBRID(tables -> EcdsaP256.hybrid(new AmazonCorrettoCryptoProvider(), tables)),
  /** Conscrypt, which uses BoringSSL. */
  CONSCRYPT(tables -> EcdsaP256.jca(Conscrypt.newProvider()));

  private final LongFunction<EcdsaP256> maker;

  Engine(LongFunction<EcdsaP256> maker) {
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

  private static EcdsaP256 accelerated(String name, long tableBytes) {
    EngineAvailability found = EcdsaP256.accelerated(name, tableBytes);
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
    return make(EcdsaP256.tableBytes(CacheLimits.standard().platforms()));
  }

  /**
   * The same with tables of that many bytes at most, where they are ours; a provider has none, and
   * Bouncy Castle's are bounded by themselves.
   */
  EcdsaP256 make(long tableBytes) {
    return maker.apply(tableBytes);
  }
}
