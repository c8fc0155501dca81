package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.crypto.p256.P256Numbers;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of our own engines: each lane for itself, whatever stands beside it. */
class OwnBatchTest {
  /** Keys 3 G, 4 G and so on; x of a key, twice, is its signature over a digest of 0. */
  private static final List<P256PublicKey> KEYS =
      IntStream.range(3, 9).mapToObj(OwnBatchTest::key).toList();

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

  /** Two keys have large tables, two small ones, two none: all stand side by side. */
  private static EcdsaP256 engine() {
    return knowing(EcdsaP256.java());
  }

  private static EcdsaP256 knowing(EcdsaP256 engine) {
    for (int hint = 0; hint < 3; hint++) {
      KEYS.subList(0, 4).forEach(engine::preparationHint);
    }
    for (int hint = 0; hint < PreparedKeys.MAX_COUNT; hint++) {
      KEYS.subList(0, 2).forEach(engine::preparationHint);
    }
    return engine;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 300})
  void badLanesDisturbNoOther(int size) {
    OwnEngines.all().forEach(engine -> badLanesDisturbNoOther(knowing(engine), size));
  }

  private static void badLanesDisturbNoOther(EcdsaP256 engine, int size) {
    P256Batch batch = new P256Batch(300);
    Random random = new Random(size);
    boolean[] expected = new boolean[size];
    for (int round = 0; round < 3; round++) {
      batch.clear();
      for (int lane = 0; lane < size; lane++) {
        P256PublicKey key = KEYS.get(random.nextInt(KEYS.size()));
        expected[lane] = random.nextBoolean();
        assertEquals(
            lane, batch.add(key, ZERO, expected[lane] ? good(key) : bad(key, random.nextInt(6))));
      }
      engine.verifyAll(batch);
      for (int lane = 0; lane < size; lane++) {
        assertEquals(expected[lane], batch.isVerified(lane), engine.name());
      }
    }
  }

  private static P256Signature bad(P256PublicKey key, int kind) {
    BigInteger x = key.x();
    return switch (kind) {
      case 0 -> P256Signature.of(BigInteger.ZERO, x);
      case 1 -> P256Signature.of(x, BigInteger.ZERO);
      case 2 -> P256Signature.of(P256Numbers.N, P256Numbers.N);
      case 3 -> P256Signature.of(P256Numbers.P, x);
      case 4 -> P256Signature.of(x.add(BigInteger.ONE), x);
      default -> P256Signature.of(x, x.flipBit(7));
    };
  }

  @Test
  void everyEngineAnswersABatch() {
    P256Batch batch = new P256Batch(2);
    batch.add(KEYS.get(0), ZERO, good(KEYS.get(0)));
    batch.add(KEYS.get(0), ZERO, good(KEYS.get(1)));
    EcdsaP256.bouncyCastle().verifyAll(batch);
    assertTrue(batch.isVerified(0));
    assertFalse(batch.isVerified(1));
  }

  @Test
  void takesBytesOutOfLargerArrays() {
    byte[] digests = new byte[50];
    byte[] signatures = new byte[100];
    System.arraycopy(good(KEYS.get(0)).toRaw(), 0, signatures, 36, 64);
    P256Batch batch = new P256Batch(1);
    batch.add(KEYS.get(0), digests, 18, signatures, 36);
    engine().verifyAll(batch);
    assertTrue(batch.isVerified(0));
    batch.clear();
    for (int[] at : new int[][] {{19, 36}, {-1, 36}, {18, 37}, {18, -1}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> batch.add(KEYS.get(0), digests, at[0], signatures, at[1]));
    }
    assertEquals(0, batch.size());
  }

  @Test
  void holdsNoMoreThanItsCapacityAndForgets() {
    P256Batch batch = new P256Batch(1);
    batch.add(KEYS.get(0), ZERO, good(KEYS.get(0)));
    engine().verifyAll(batch);
    assertThrows(
        IllegalStateException.class, () -> batch.add(KEYS.get(0), ZERO, good(KEYS.get(0))));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.isVerified(1));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.digest(1));
    batch.clear();
    assertThrows(IndexOutOfBoundsException.class, () -> batch.isVerified(0));
    assertThrows(IndexOutOfBoundsException.class, () -> batch.digest(0));
    batch.add(KEYS.get(0), ZERO, good(KEYS.get(0)));
    assertFalse(batch.isVerified(0));
    assertThrows(IllegalArgumentException.class, () -> new P256Batch(0));
  }

  /** A service that verifies for days must leave the collector nothing to do. */
  @Test
  void allocatesNothing() {
    OwnEngines.all().forEach(engine -> allocatesNothing(knowing(engine)));
  }

  private static void allocatesNothing(EcdsaP256 engine) {
    P256Batch batch = new P256Batch(64);
    P256Signature signature = good(KEYS.get(0));
    P256Signature stranger = good(KEYS.get(5));
    Runnable work =
        () -> {
          batch.clear();
          while (!batch.isFull()) {
            batch.add(KEYS.get(0), ZERO, signature);
          }
          engine.verifyAll(batch);
          engine.verify(KEYS.get(0), ZERO, signature);
          engine.verify(KEYS.get(5), ZERO, stranger);
        };
    work.run();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      work.run();
    }
    long perSignature = (threads.getCurrentThreadAllocatedBytes() - before) / (100 * 66);
    assertEquals(0, perSignature, engine.name());
  }
}
