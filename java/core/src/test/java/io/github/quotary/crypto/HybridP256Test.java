package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.crypto.p256.P256Numbers;
import java.math.BigInteger;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Tables for known keys, a provider for new ones. */
class HybridP256Test {
  /** Keys 3 G, 4 G and so on; x of a key, twice, is its signature over a digest of 0. */
  private static final List<P256PublicKey> KEYS =
      IntStream.range(3, 11).mapToObj(HybridP256Test::key).toList();

  private static final byte[] ZERO = new byte[32];

  private static P256PublicKey key(int times) {
    byte[] point =
        CustomNamedCurves.getByName("secp256r1")
            .getG()
            .multiply(BigInteger.valueOf(times))
            .getEncoded(false);
    return P256PublicKey.ofUncompressed(point).orElseThrow();
  }

  private static P256Signature good(P256PublicKey key) {
    return P256Signature.of(key.x(), key.x());
  }

  private static void know(EcdsaP256 engine, List<P256PublicKey> keys) {
    for (int hint = 0; hint < PreparedKeys.MIN_HINTS; hint++) {
      keys.forEach(engine::preparationHint);
    }
  }

  @Test
  void passesTheSelfTestAndRegistersNothing() {
    Provider[] before = Security.getProviders();
    EcdsaP256 engine = EcdsaP256.hybrid(new BouncyCastleProvider());
    assertEquals("java+BC", engine.name());
    assertEquals(Optional.empty(), EngineSelfTest.fault(engine));
    assertTrue(Arrays.equals(before, Security.getProviders()));
  }

  @Test
  void refusesSunEcAndWhatCannotVerify() {
    for (String name : List.of("SunEC", "SUN")) {
      Provider provider = Security.getProvider(name);
      assertThrows(IllegalArgumentException.class, () -> EcdsaP256.hybrid(provider), name);
    }
    assertThrows(
        IllegalArgumentException.class, () -> EcdsaP256.hybrid(new BouncyCastleProvider(), -1));
  }

  /** A provider that says yes to everything is found out. */
  @Test
  void refusesAProviderThatFailsTheSelfTest() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> EcdsaP256.hybrid(new JcaP256Test.Credulous()))
            .getMessage();
    assertTrue(message.contains("Credulous fails the self-test: it took one over"), message);
  }

  /** With a provider that says yes, each answer tells who gave it. */
  @Test
  void theProviderIsAskedForNewKeysOnly() {
    EcdsaP256 engine = new HybridP256(new JcaP256Test.Credulous(), 64 << 20);
    know(engine, KEYS.subList(0, 4));
    P256Batch batch = new P256Batch(KEYS.size());
    for (P256PublicKey key : KEYS) {
      // Another key's signature: only the provider takes it.
      P256Signature bad = good(KEYS.get((KEYS.indexOf(key) + 1) % KEYS.size()));
      assertEquals(KEYS.indexOf(key) >= 4, engine.verify(key, ZERO, bad));
      batch.add(key, ZERO, bad);
    }
    engine.verifyAll(batch);
    for (int lane = 0; lane < batch.size(); lane++) {
      assertEquals(lane >= 4, batch.isVerified(lane));
    }
  }

  /** What must hold whatever the engine is checked before the provider is asked. */
  @Test
  void rangesAreCheckedBeforeTheProvider() {
    EcdsaP256 engine = new HybridP256(new JcaP256Test.Credulous(), 64 << 20);
    BigInteger n = P256Numbers.N;
    BigInteger most = n.subtract(BigInteger.ONE);
    assertTrue(engine.verify(KEYS.get(0), ZERO, P256Signature.of(most, most)));
    P256Batch batch = new P256Batch(4);
    for (P256Signature bad :
        List.of(
            P256Signature.of(BigInteger.ZERO, BigInteger.ONE),
            P256Signature.of(BigInteger.ONE, BigInteger.ZERO),
            P256Signature.of(n, BigInteger.ONE),
            P256Signature.of(BigInteger.ONE, n))) {
      assertFalse(engine.verify(KEYS.get(0), ZERO, bad));
      assertFalse(engine.verifyRaw(KEYS.get(0), ZERO, bad.raw()));
      batch.add(KEYS.get(0), ZERO, bad);
    }
    engine.verifyAll(batch);
    for (int lane = 0; lane < batch.size(); lane++) {
      assertFalse(batch.isVerified(lane));
    }
  }

  /** Keys without a table, for want of room, are the provider's for good, and imported once. */
  @Test
  void withoutRoomForTablesTheProviderIsAsked() {
    EcdsaP256 engine = new HybridP256(new JcaP256Test.Credulous(), 0);
    int before = JcaP256Test.AnyKey.IMPORTS.get();
    for (int round = 0; round < 10; round++) {
      assertTrue(engine.verify(KEYS.get(0), ZERO, good(KEYS.get(1))));
      engine.preparationHint(KEYS.get(0));
    }
    assertEquals(before + 4, JcaP256Test.AnyKey.IMPORTS.get());
  }
}
