package io.github.quotary.crypto;

import static io.github.quotary.crypto.p256.P256Numbers.N;
import static io.github.quotary.crypto.p256.P256Numbers.P;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signatures made so that something on the way to the answer is special. Every engine must answer
 * as the arithmetic of the case says, for a key that it knows, for one that it does not, and in a
 * batch.
 */
class JavaP256ConstructedTest {
  private static final ECPoint G = CustomNamedCurves.getByName("secp256r1").getG();
  private static final BigInteger SEVEN = BigInteger.valueOf(7);
  private static final BigInteger ANY = N.shiftRight(3).add(SEVEN);

  private static final List<Case> CASES = cases();

  private record Case(
      String about, P256PublicKey key, byte[] digest, P256Signature signature, boolean valid) {
    @Override
    public String toString() {
      return about;
    }
  }

  /** How an engine is asked. */
  enum Way {
    NEW_KEY(0, false),
    KNOWN_KEY(PreparedKeys.MIN_HINTS, false),
    MUCH_USED_KEY(2 * PreparedKeys.MAX_COUNT, false),
    BATCH_OF_NEW_KEYS(0, true),
    BATCH_OF_KNOWN_KEYS(PreparedKeys.MIN_HINTS, true),
    BATCH_OF_MUCH_USED_KEYS(2 * PreparedKeys.MAX_COUNT, true);

    private final int hints;
    private final boolean batch;

    Way(int hints, boolean batch) {
      this.hints = hints;
      this.batch = batch;
    }

    boolean verify(EcdsaP256 engine, Case one) {
      for (int hint = 0; hint < hints; hint++) {
        engine.preparationHint(one.key());
      }
      if (!batch) {
        return engine.verify(one.key(), one.digest(), one.signature());
      }
      P256Batch lanes = new P256Batch(8);
      while (!lanes.isFull()) {
        lanes.add(one.key(), one.digest(), one.signature());
      }
      engine.verifyAll(lanes);
      for (int lane = 1; lane < lanes.size(); lane++) {
        assertEquals(lanes.isVerified(0), lanes.isVerified(lane));
      }
      return lanes.isVerified(0);
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    scalars(cases);
    ranges(cases);
    infinity(cases);
    return cases;
  }

  @ParameterizedTest
  @EnumSource
  void ourOwnEnginesAnswer(Way way) {
    OwnEngines.all().forEach(engine -> assertAnswers(engine, way));
  }

  @ParameterizedTest
  @EnumSource(names = {"NEW_KEY", "BATCH_OF_NEW_KEYS"})
  void bouncyCastleAnswers(Way way) {
    assertAnswers(EcdsaP256.bouncyCastle(), way);
  }

  @ParameterizedTest
  @MethodSource("io.github.quotary.crypto.JcaP256Test#providers")
  void providerAnswers(String provider) {
    assertAnswers(EcdsaP256.jca(JcaP256Test.provider(provider)), Way.NEW_KEY);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEW_KEY", "KNOWN_KEY", "BATCH_OF_NEW_KEYS", "BATCH_OF_KNOWN_KEYS"})
  void hybridAnswers(Way way) {
    assertAnswers(EcdsaP256.hybrid(new BouncyCastleProvider()), way);
  }

  private static void assertAnswers(EcdsaP256 engine, Way way) {
    assertTrue(CASES.size() > 1000);
    List<Case> wrong =
        CASES.stream().filter(one -> way.verify(engine, one) != one.valid()).toList();
    assertEquals(List.of(), wrong, engine.name());
  }

  /** u1 and u2 at their ends, with keys whose points meet those of the generator. */
  private static void scalars(List<Case> cases) {
    List<BigInteger> ends =
        List.of(
            ONE,
            TWO,
            BigInteger.valueOf(32),
            BigInteger.valueOf(33),
            SEVEN.shiftLeft(100),
            ANY,
            N.subtract(TWO),
            N.subtract(ONE));
    for (BigInteger d : List.of(ONE, TWO, N.subtract(ONE), N.subtract(TWO), ANY)) {
      for (BigInteger u2 : ends) {
        addValid(cases, d, ZERO, u2);
        for (BigInteger u1 : ends) {
          addValid(cases, d, u1, u2);
        }
        // Equal summands, and the sum that a double-and-add walk meets halfway.
        addValid(cases, d, u2.multiply(d).mod(N), u2);
        addValid(cases, d, u2.multiply(d).shiftLeft(1).mod(N), u2);
      }
    }
  }

  private static void addValid(List<Case> cases, BigInteger d, BigInteger u1, BigInteger u2) {
    BigInteger k = u1.add(u2.multiply(d)).mod(N);
    if (k.signum() != 0) {
      BigInteger r = x(G.multiply(k)).mod(N);
      BigInteger s = r.multiply(u2.modInverse(N)).mod(N);
      String about = "d " + d.toString(16) + " u1 " + u1.toString(16) + " u2 " + u2.toString(16);
      ECPoint key = G.multiply(d);
      BigInteger e = u1.multiply(s).mod(N);
      cases.add(make(about, key, e, r, s, true));
      cases.add(make(about + " negated key", key.negate(), e, r, s, u1.signum() == 0));
      cases.add(make(about + " other r", key, e, r.add(ONE), s, false));
    }
  }

  /** u1 * G + u2 * Q is infinity, so no r is right; 0 is out of range besides. */
  private static void infinity(List<Case> cases) {
    for (BigInteger d : List.of(ONE, TWO, SEVEN, N.subtract(ONE), ANY)) {
      for (BigInteger u2 : List.of(ONE, TWO, ANY, N.subtract(ONE))) {
        BigInteger u1 = N.subtract(u2.multiply(d).mod(N));
        for (BigInteger r : List.of(ONE, x(G), ANY)) {
          BigInteger s = r.multiply(u2.modInverse(N)).mod(N);
          cases.add(
              make(
                  "infinity, d " + d.toString(16),
                  G.multiply(d),
                  u1.multiply(s).mod(N),
                  r,
                  s,
                  false));
        }
      }
    }
  }

  /** r and s at the ends of their ranges, and digests at and above n. */
  private static void ranges(List<Case> cases) {
    BigInteger r = x(G.multiply(ANY)).mod(N);
    BigInteger s = ANY.modInverse(N).multiply(SEVEN.add(r.multiply(TWO))).mod(N);
    ECPoint key = G.multiply(TWO);
    cases.add(make("plain", key, SEVEN, r, s, true));
    cases.add(make("high s", key, SEVEN, r, N.subtract(s), true));
    cases.add(make("digest + n", key, SEVEN.add(N), r, s, true));
    BigInteger gap = P.subtract(N);
    List<BigInteger> ends =
        List.of(
            ZERO,
            ONE,
            N.subtract(ONE),
            N,
            N.add(ONE),
            gap.subtract(ONE),
            gap,
            gap.add(ONE),
            P.subtract(ONE),
            P,
            ONE.shiftLeft(256).subtract(ONE));
    for (BigInteger end : ends) {
      cases.add(make("r " + end.toString(16), key, SEVEN, end, s, false));
      cases.add(make("s " + end.toString(16), key, SEVEN, r, end, false));
    }
    // s = 1 and s = n - 1 can be right: the digest follows.
    BigInteger e = ANY.subtract(r.multiply(TWO)).mod(N);
    cases.add(make("s is 1", key, e, r, ONE, true));
    cases.add(make("s is n - 1", key, N.subtract(e), r, N.subtract(ONE), false));
    cases.add(make("s is n - 1, all negated", key.negate(), N.subtract(e), r, ONE, true));
    largeX(cases, gap);
  }

  /** Points whose x is n or more: r is x - n. Those with r + n at and above p are no points. */
  private static void largeX(List<Case> cases, BigInteger gap) {
    int found = 0;
    for (BigInteger r = ONE; found < 5; r = r.add(ONE)) {
      found += addLargeX(cases, r) ? 1 : 0;
    }
    for (BigInteger r = gap.subtract(ONE); found < 10; r = r.subtract(ONE)) {
      found += addLargeX(cases, r) ? 1 : 0;
    }
    // A point whose x is small: r is x, and x + n would be another's.
    for (BigInteger x = ONE; found < 12; x = x.add(ONE)) {
      ECPoint point = withX(x);
      if (point != null) {
        cases.add(through(point, x, "x " + x));
        found++;
      }
    }
    // r = p - n: r + n would be p, which is 0 in the field, and 0 is an x of the curve.
    ECPoint zero = withX(ZERO);
    assertTrue(zero != null);
    Case wraps = through(zero, gap, "r + n = p");
    cases.add(new Case(wraps.about, wraps.key, wraps.digest, wraps.signature, false));
  }

  private static boolean addLargeX(List<Case> cases, BigInteger r) {
    ECPoint point = withX(r.add(N));
    if (point == null) {
      return false;
    }
    cases.add(through(point, r, "x = n + " + r.toString(16)));
    return true;
  }

  /** A signature whose sum is this point: s and e are any, and the key follows. */
  private static Case through(ECPoint point, BigInteger r, String about) {
    ECPoint key = point.multiply(ANY).subtract(G.multiply(SEVEN)).multiply(r.modInverse(N));
    return make(about, key, SEVEN, r, ANY, true);
  }

  private static ECPoint withX(BigInteger x) {
    try {
      byte[] encoded = ByteBuffer.allocate(33).put((byte) 2).put(bytes(x)).array();
      return G.getCurve().decodePoint(encoded);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static BigInteger x(ECPoint point) {
    return point.normalize().getAffineXCoord().toBigInteger();
  }

  private static Case make(
      String about, ECPoint key, BigInteger digest, BigInteger r, BigInteger s, boolean valid) {
    return new Case(
        about,
        P256PublicKey.ofUncompressed(key.getEncoded(false)).orElseThrow(),
        bytes(digest),
        P256Signature.of(r, s),
        valid);
  }

  private static byte[] bytes(BigInteger value) {
    byte[] raw = P256Signature.of(value, ZERO).toRaw();
    return ByteBuffer.allocate(32).put(raw, 0, 32).array();
  }

  /** Infinity has no encoding of 64 bytes; what is nearest is no point. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "ffffffff", "ffffffff00000001000000000000000000000000ffffffff"})
  void keysOffTheCurveAreNone(String x) {
    for (BigInteger y : List.of(ZERO, ONE, P.subtract(ONE), P, ONE.shiftLeft(256).subtract(ONE))) {
      ByteBuffer raw = ByteBuffer.allocate(64).put(bytes(new BigInteger(x, 16))).put(bytes(y));
      assertTrue(P256PublicKey.ofRaw(raw.flip()).isEmpty());
    }
  }

  /** The same point with a coordinate above p, which is the same modulo p, is none. */
  @ParameterizedTest
  @ValueSource(longs = {0, 5, 6, 8, 9})
  void coordinatesAbovePAreNone(long x) {
    ECPoint point = withX(BigInteger.valueOf(x));
    assertTrue(point != null);
    BigInteger y = point.getAffineYCoord().toBigInteger();
    for (BigInteger sign : List.of(y, P.subtract(y))) {
      assertEquals(true, isKey(BigInteger.valueOf(x), sign));
      assertEquals(false, isKey(BigInteger.valueOf(x).add(P), sign));
      assertEquals(false, isKey(BigInteger.valueOf(x), sign.flipBit(0)));
    }
  }

  private static boolean isKey(BigInteger x, BigInteger y) {
    return P256PublicKey.ofRaw(ByteBuffer.allocate(64).put(bytes(x)).put(bytes(y)).flip())
        .isPresent();
  }
}
