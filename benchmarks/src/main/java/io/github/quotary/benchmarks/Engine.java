package io.github.quotary.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.quotary.crypto.EcdsaP256;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/** The signature engine: the parameter {@code engine}. */
public enum Engine {
  /** Bouncy Castle's lightweight engine, the default. */
  BC(EcdsaP256::bouncyCastle),
  /** Quotary's own engine in plain Java. */
  JAVA(EcdsaP256::java),
  /** Amazon's Corretto Crypto Provider; in this jar for Linux on x86-64 only. */
  ACCP(() -> EcdsaP256.jca(new AmazonCorrettoCryptoProvider())),
  /** Conscrypt, which uses BoringSSL. */
  CONSCRYPT(() -> EcdsaP256.jca(Conscrypt.newProvider()));

  private final Supplier<EcdsaP256> maker;

  Engine(Supplier<EcdsaP256> maker) {
    this.maker = maker;
  }

  /** A new engine with empty caches, as in a program. */
  EcdsaP256 make() {
    return maker.get();
  }
}
