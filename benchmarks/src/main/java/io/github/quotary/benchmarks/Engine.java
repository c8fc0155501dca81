package io.github.quotary.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.quotary.crypto.EcdsaP256;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/** Who verifies signatures: the parameter {@code engine}. */
public enum Engine {
  /** Bouncy Castle's lightweight engine, the default. */
  BC(EcdsaP256::bouncyCastle),
  /** Quotary's own engine in plain Java. */
  JAVA(EcdsaP256::java),
  /** Amazon's Corretto Crypto Provider; in this jar for Linux on x86-64 only. */
  ACCP(() -> EcdsaP256.jca(new AmazonCorrettoCryptoProvider())),
  /** Conscrypt, which brings BoringSSL. */
  CONSCRYPT(() -> EcdsaP256.jca(Conscrypt.newProvider()));

  private final Supplier<EcdsaP256> maker;

  Engine(Supplier<EcdsaP256> maker) {
    this.maker = maker;
  }

  /** The engine as a program would make it: new, with nothing kept. */
  EcdsaP256 make() {
    return maker.get();
  }
}
