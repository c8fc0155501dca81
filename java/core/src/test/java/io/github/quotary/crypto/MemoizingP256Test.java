package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
    final List<Integer> batches = new ArrayList<>();
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
      batches.add(batch.size());
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
    assertEquals(List.of(4), engine.batches);
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

  /** Answers of a batch that was verified are known; what is asked for besides is added. */
  @Test
  void aBatchThatWasVerifiedIsRemembered() {
    Batching engine = new Batching();
    P256Batch batch = new P256Batch(8);
    add(batch);
    EcdsaP256 once = engine.memoizing(batch);
    assertTrue(batch.isVerified(0));
    for (int round = 0; round < 3; round++) {
      assertArrayEquals(RIGHT, answers(once));
      assertFalse(once.verify(KEY, ZERO, P256Signature.of(BigInteger.ONE, KEY.x())));
    }
    assertEquals(List.of(4), engine.batches);
    assertEquals(1, engine.asked);
  }
}
