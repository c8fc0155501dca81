package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.quotary.crypto.P256Lanes.Workspace;
import io.github.quotary.vector.lanes.BrokenLanes;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on vectors: its lanes, its tables, its memory. */
class VectorEngineTest {
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger D = N.shiftRight(2).add(BigInteger.valueOf(12345));
  private static final P256PublicKey KEY = VectorTests.key(D);

  private record Case(byte[] digest, P256Signature signature) {}

  /** A signature with these scalars: the point is u1 G + u2 Q, valid unless that is infinity. */
  private static Case combined(BigInteger u1, BigInteger u2) {
    BigInteger k = u1.add(u2.multiply(D)).mod(N);
    BigInteger r = k.signum() == 0 ? BigInteger.TEN : x(k).mod(N);
    BigInteger s = r.multiply(u2.modInverse(N)).mod(N);
    return new Case(bytes(u1.multiply(s).mod(N)), P256Signature.of(r, s));
  }

  private static BigInteger x(BigInteger k) {
    return CustomNamedCurves.getByName("secp256r1")
        .getG()
        .multiply(k)
        .normalize()
        .getAffineXCoord()
        .toBigInteger();
  }

  private static byte[] bytes(BigInteger value) {
    byte[] raw = P256Signature.of(value, BigInteger.ZERO).toRaw();
    return java.util.Arrays.copyOf(raw, 32);
  }

  /** For each way that equal or opposite points, or infinity, come about. */
  private static List<Case> crafted() {
    BigInteger u2 = new BigInteger(250, new Random(3));
    BigInteger half = BigInteger.ONE.shiftLeft(192).subtract(BigInteger.ONE);
    BigInteger low = u2.and(half);
    List<Case> cases = new ArrayList<>();
    for (BigInteger part : List.of(u2, low, u2.subtract(low), u2.subtract(low.shiftLeft(1)))) {
      cases.add(combined(part.multiply(D).mod(N), u2));
      cases.add(combined(part.multiply(D).negate().mod(N), u2));
    }
    cases.add(combined(BigInteger.ZERO, u2));
    cases.add(combined(BigInteger.ONE, BigInteger.ONE));
    cases.add(combined(D, BigInteger.ONE));
    cases.add(combined(N.subtract(BigInteger.ONE), N.subtract(BigInteger.TWO)));
    // Digests of n, above n and of ones alone.
    Case zero = combined(BigInteger.ZERO, u2);
    cases.add(new Case(bytes(N), zero.signature()));
    byte[] ones = bytes(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    BigInteger e = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).mod(N);
    BigInteger k = u2.add(BigInteger.ONE);
    BigInteger r = x(k).mod(N);
    BigInteger s = k.modInverse(N).multiply(e.add(r.multiply(D))).mod(N);
    cases.add(new Case(ones, P256Signature.of(r, s)));
    cases.add(new Case(bytes(e), P256Signature.of(r, s)));
    return cases;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, PreparedKeys.MIN_HINTS, 2 * PreparedKeys.MAX_COUNT})
  void specialCasesInEveryLaneAnswerAsElsewhere(int hints) {
    EcdsaP256 engine = VectorTests.engine();
    EcdsaP256 java = EcdsaP256.java();
    EcdsaP256 bouncyCastle = EcdsaP256.bouncyCastle();
    VectorTests.hint(engine, KEY, hints);
    VectorTests.hint(java, KEY, hints);
    Case usual = combined(BigInteger.valueOf(77777), D.add(BigInteger.TEN));
    for (Case special : crafted()) {
      boolean expected = bouncyCastle.verify(KEY, special.digest(), special.signature());
      assertEquals(expected, java.verify(KEY, special.digest(), special.signature()));
      for (int lane = 0; lane < 8; lane++) {
        P256Batch batch = new P256Batch(16);
        while (!batch.isFull()) {
          // The other lanes hold good signatures and bad ones.
          if (batch.size() % 8 == lane) {
            batch.add(KEY, special.digest(), special.signature());
          } else {
            byte[] digest = usual.digest().clone();
            digest[31] ^= (byte) (batch.size() & 1);
            batch.add(KEY, digest, usual.signature());
          }
        }
        engine.verifyAll(batch);
        for (int i = 0; i < batch.size(); i++) {
          assertEquals(i % 8 == lane ? expected : i % 2 == 0, batch.isVerified(i));
        }
      }
    }
  }

  @Test
  void anyNumberOfSignaturesOfAllKindsIsVerified() {
    EcdsaP256 engine = VectorTests.engine();
    List<P256PublicKey> keys = new ArrayList<>();
    for (int i = 3; i < 9; i++) {
      keys.add(VectorTests.key(BigInteger.valueOf(i)));
    }
    VectorTests.hint(engine, keys.get(0), 2 * PreparedKeys.MAX_COUNT);
    VectorTests.hint(engine, keys.get(1), PreparedKeys.MIN_HINTS);
    Random random = new Random(4);
    for (int size : new int[] {1, 2, 7, 8, 9, 24, 63, 65, 129, 255, 256, 257, 400}) {
      P256Batch batch = new P256Batch(size);
      boolean[] expected = new boolean[size];
      while (!batch.isFull()) {
        // x of a key, twice, is its signature over a digest of 0.
        P256PublicKey key = keys.get(random.nextInt(random.nextBoolean() ? 2 : keys.size()));
        boolean good = random.nextBoolean();
        expected[batch.size()] = good;
        P256Signature signature = P256Signature.of(key.x(), good ? key.x() : key.y());
        batch.add(key, new byte[32], signature);
      }
      engine.verifyAll(batch);
      for (int i = 0; i < size; i++) {
        assertEquals(expected[i], batch.isVerified(i), "of " + size + " number " + i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void theSelfTestFindsABrokenLane(int lane) {
    VectorTests.assumeAvailable();
    Optional<String> fault =
        EngineSelfTest.fault(new LanesP256(BrokenLanes.brokenIn(lane), 4 << 20));
    assertTrue(fault.orElse("").contains(" for good in a batch"), fault.toString());
  }

  @Test
  void aWorkspaceTakesNoMoreThanItsCapacity() {
    Workspace workspace = VectorTests.lanes().workspace(2);
    byte[] zero = new byte[64];
    workspace.add(KEY.toRaw(), null, zero, 0, zero, 0);
    workspace.add(KEY.toRaw(), null, zero, 0, zero, 0);
    assertThrows(
        IndexOutOfBoundsException.class, () -> workspace.add(KEY.toRaw(), null, zero, 0, zero, 0));
    workspace.verify();
    assertEquals(false, workspace.isVerified(1));
    assertThrows(IndexOutOfBoundsException.class, () -> workspace.isVerified(2));
  }

  @Test
  void aKeyThatIsNoPointGetsNoTable() {
    byte[] wrong = KEY.toRaw();
    wrong[63] ^= 1;
    P256Lanes.Tables tables = VectorTests.lanes().tables(1 << 20);
    assertThrows(IllegalArgumentException.class, () -> tables.table(wrong, TableSize.SMALL));
  }

  /** Once it is compiled, a service that verifies for days leaves the collector nothing to do. */
  @Test
  void allocatesNothingOnceItIsCompiled() {
    EcdsaP256 engine = VectorTests.engine();
    P256PublicKey large = VectorTests.key(BigInteger.valueOf(3));
    P256PublicKey small = VectorTests.key(BigInteger.valueOf(4));
    P256PublicKey fresh = VectorTests.key(BigInteger.valueOf(5));
    VectorTests.hint(engine, large, 2 * PreparedKeys.MAX_COUNT);
    VectorTests.hint(engine, small, PreparedKeys.MIN_HINTS);
    P256Batch batch = new P256Batch(48);
    while (!batch.isFull()) {
      P256PublicKey key = List.of(large, small, fresh).get(batch.size() % 3);
      batch.add(key, new byte[32], P256Signature.of(key.x(), key.x()));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 500 && allocated > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        engine.verifyAll(batch);
      }
      allocated = (threads.getCurrentThreadAllocatedBytes() - before) / (20 * batch.size());
    }
    assertEquals(0, allocated);
  }
}
