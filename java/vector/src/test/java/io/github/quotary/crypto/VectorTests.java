package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.quotary.crypto.P256Accelerator.Tier;
import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** What tests of the engine have in common. */
final class VectorTests {
  private VectorTests() {}

  /** The arithmetic, as users find it. */
  static P256Lanes lanes() {
    assumeAvailable();
    return ((Tier.Available) tier()).lanes();
  }

  static void assumeAvailable() {
    Tier tier = tier();
    assumeTrue(tier instanceof Tier.Available, () -> "LEFT OUT: " + tier);
  }

  private static Tier tier() {
    return Accelerators.tiers().stream()
        .filter(tier -> tier.name().equals("vector"))
        .findFirst()
        .orElseThrow();
  }

  /** A new engine, not in shadow mode. */
  static EcdsaP256 engine() {
    return new LanesP256(lanes(), 64L << 20);
  }

  /** d G. */
  static P256PublicKey key(BigInteger d) {
    return P256PublicKey.ofUncompressed(
            CustomNamedCurves.getByName("secp256r1").getG().multiply(d).getEncoded(false))
        .orElseThrow();
  }

  static void hint(EcdsaP256 engine, P256PublicKey key, int times) {
    for (int hint = 0; hint < times; hint++) {
      engine.preparationHint(key);
    }
  }
}
