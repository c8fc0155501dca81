package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.Collateral;
import io.github.quotary.pki.TrustAnchor;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.verify.CacheLimits;
import io.github.quotary.verify.Verifier;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;

/** The same question is answered once, any other anew. */
class MemoizingP256Test {
  private static final byte[] ZERO = new byte[32];
  private static final P256PublicKey KEY = key(3);
  private static final P256PublicKey OTHER = key(4);

  private static P256PublicKey key(int times) {
    return P256PublicKey.ofUncompressed(
            CustomNamedCurves.getByName("secp256r1")
                .getG()
                .multiply(BigInteger.valueOf(times))
                .getEncoded(false))
        .orElseThrow();
  }

  private static P256Signature good(P256PublicKey key) {
    return P256Signature.of(key.x(), key.x());
  }

  /** Counts what it is asked. */
  private static final class Counting extends EcdsaP256 {
    int asked;

    @Override
    public String name() {
      return "counting";
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      asked++;
      return bouncyCastle().verifyInRange(key, digest, signature);
    }
  }

  @Test
  void passesTheSelfTestOfEveryEngine() {
    assertEquals(Optional.empty(), EngineSelfTest.fault(EcdsaP256.bouncyCastle().memoizing()));
    assertEquals(Optional.empty(), EngineSelfTest.fault(EcdsaP256.java().memoizing()));
  }

  @Test
  void asksOnceForEachSignature() {
    Counting engine = new Counting();
    EcdsaP256 once = engine.memoizing();
    byte[] one = ZERO.clone();
    one[31] = 1;
    for (int round = 0; round < 3; round++) {
      assertTrue(once.verify(KEY, ZERO, good(KEY)));
      assertTrue(once.verify(key(3), new byte[40], P256Signature.ofRaw(wrapped(good(KEY)))));
      assertFalse(once.verify(OTHER, ZERO, good(KEY)));
      assertFalse(once.verify(KEY, one, good(KEY)));
      assertFalse(once.verify(KEY, ZERO, P256Signature.of(KEY.x(), KEY.x().flipBit(9))));
      assertFalse(once.verify(KEY, ZERO, P256Signature.of(KEY.x().flipBit(9), KEY.x())));
    }
    assertEquals(5, engine.asked);
  }

  private static ByteBuffer wrapped(P256Signature signature) {
    return ByteBuffer.wrap(signature.toRaw());
  }

  /** Whoever asks for many gets the answers, only not all of them remembered. */
  @Test
  void remembersABoundedNumber() {
    Counting engine = new Counting();
    EcdsaP256 once = engine.memoizing();
    for (int round = 0; round < 2; round++) {
      for (int i = 1; i <= 40; i++) {
        assertFalse(once.verify(KEY, ZERO, P256Signature.of(BigInteger.valueOf(i), KEY.x())));
      }
      assertTrue(once.verify(OTHER, ZERO, good(OTHER)));
    }
    assertEquals(2 * 41 - 32, engine.asked);
  }

  /** Verifies batches gladly, and counts them. */
  private static final class Batching extends EcdsaP256 {
    int batches;
    int asked;

    @Override
    public String name() {
      return "batching";
    }

    @Override
    boolean gainsByBatches() {
      return true;
    }

    @Override
    public void verifyAll(P256Batch batch) {
      batches++;
      bouncyCastle().verifyAll(batch);
    }

    @Override
    boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
      asked++;
      return bouncyCastle().verifyInRange(key, digest, signature);
    }
  }

  private static boolean[] answers(EcdsaP256 engine) {
    return new boolean[] {
      engine.verify(KEY, ZERO, good(KEY)),
      engine.verify(OTHER, ZERO, good(KEY)),
      engine.verify(OTHER, ZERO, good(OTHER)),
      engine.verify(KEY, new byte[40], good(KEY)),
      engine.verify(KEY, ZERO, P256Signature.of(BigInteger.ZERO, BigInteger.ONE)),
    };
  }

  private static final boolean[] RIGHT = {true, false, true, true, false};

  /** The questions of {@link #answers}, some of them twice. */
  private static void add(P256Batch batch) {
    for (int round = 0; round < 2; round++) {
      batch.addNew(KEY, ZERO, good(KEY));
      batch.addNew(OTHER, ZERO, good(KEY));
      batch.addNew(OTHER, ZERO, good(OTHER));
      batch.addNew(KEY, ZERO, P256Signature.of(BigInteger.ZERO, BigInteger.ONE));
    }
    assertEquals(4, batch.size());
  }

  @Test
  void whatIsForeseenIsAnsweredRightAndInOneBatch() {
    Batching engine = new Batching();
    EcdsaP256 once = engine.memoizing(MemoizingP256Test::add);
    assertArrayEquals(RIGHT, answers(once));
    assertArrayEquals(RIGHT, answers(once));
    assertEquals(1, engine.batches);
    assertEquals(0, engine.asked);
  }

  @Test
  void whatIsNotForeseenIsAskedForItself() {
    Batching engine = new Batching();
    EcdsaP256 once = engine.memoizing(batch -> batch.addNew(KEY, ZERO, good(KEY)));
    assertArrayEquals(RIGHT, answers(once));
    assertEquals(2, engine.asked);
  }

  @Test
  void foreseesABoundedNumber() {
    Batching engine = new Batching();
    EcdsaP256 once =
        engine.memoizing(
            batch -> {
              for (int i = 1; i <= 40; i++) {
                batch.addNew(KEY, ZERO, P256Signature.of(BigInteger.valueOf(i), KEY.x()));
              }
            });
    assertFalse(once.verify(KEY, ZERO, P256Signature.of(BigInteger.valueOf(40), KEY.x())));
    assertArrayEquals(RIGHT, answers(once));
  }

  /** An engine that has nothing to gain is not asked twice. */
  @Test
  void othersForeseeNothing() {
    Counting engine = new Counting();
    engine.memoizing(MemoizingP256Test::add);
    assertEquals(0, engine.asked);
  }

  /** Of new collateral and a new host all but the host's own two signatures are foreseen. */
  @Test
  void aVerdictFromRawBytesTakesOneBatch() {
    Evidence evidence = Simulator.seeded(1).evidence(Scenario.upToDate(QuoteShape.V4_TDX));
    Batching engine = new Batching();
    Verifier verifier =
        Verifier.builder()
            .trustAnchor(TrustAnchor.of(evidence.rootPem().getBytes(StandardCharsets.US_ASCII)))
            .engine(engine)
            .cache(CacheLimits.none())
            .build();
    Collateral collateral =
        Collateral.fromJson(evidence.collateralJson().getBytes(StandardCharsets.UTF_8));
    assertTrue(
        verifier.verify(ByteBuffer.wrap(evidence.quote()), collateral, evidence.at()).isGenuine());
    assertEquals(1, engine.batches);
    assertEquals(2, engine.asked);
  }
}
