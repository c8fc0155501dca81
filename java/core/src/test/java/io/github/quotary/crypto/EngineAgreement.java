package io.github.quotary.crypto;

import static io.github.quotary.crypto.p256.P256Numbers.N;
import static io.github.quotary.crypto.p256.P256Numbers.P;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * Holds this library's own engines against Bouncy Castle on signatures that are valid, mutated,
 * random, and at the edges of what can be a signature: by known keys and by others, one by one and
 * in batches. The seed decides everything.
 *
 * <p>By hand, for a number of signatures that would take too long in the test command: {@code java
 * -cp ... io.github.quotary.crypto.EngineAgreement 10000000 [seed]}. On 2026-11-22 seed 2026112201
 * gave 10,000,000 signatures, 3,496,089 of them valid, and no disagreement, in 41 minutes of CPU
 * time on JDK 17. With {@code quotary-native} on the class path all its tiers take part, and with a
 * provider's class name as third argument that provider.
 */
final class EngineAgreement {
  private static final int BATCH = 64;
  private static final BigInteger ONE = BigInteger.ONE;
  private static final ECPoint G = CustomNamedCurves.getByName("secp256r1").getG();

  /** Where ranges, words, windows and limbs end. */
  private static final List<BigInteger> EDGES = edges();

  private final EcdsaP256 bouncyCastle = EcdsaP256.bouncyCastle();
  private final EcdsaP256 hintedBouncyCastle = EcdsaP256.bouncyCastle();
  private final List<EcdsaP256> engines = OwnEngines.all();
  private final List<Key> keys = new ArrayList<>();
  private final long seed;
  private final AtomicLong signatures = new AtomicLong();
  private final AtomicLong valid = new AtomicLong();

  /**
   * A private key with its public key; the first three quarters of the keys are known to the
   * engine.
   */
  private record Key(BigInteger d, P256PublicKey point) {}

  private record Case(P256PublicKey key, byte[] digest, P256Signature signature) {}

  EngineAgreement(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    for (int i = 0; i < 24; i++) {
      addKey(scalar(random));
      // Keys whose points meet those of the generator: 1, 2, 3 and their opposites among them.
      addKey(
          i % 2 == 0 ? BigInteger.valueOf(i / 2 + 1) : N.subtract(BigInteger.valueOf(i / 2 + 1)));
    }
    for (int hint = 0; hint < 3; hint++) {
      for (Key key : keys.subList(0, keys.size() * 3 / 4)) {
        engines.forEach(engine -> engine.preparationHint(key.point()));
        hintedBouncyCastle.preparationHint(key.point());
      }
    }
    // Every second one of these has a large table, too.
    for (int hint = 0; hint < PreparedKeys.MAX_COUNT; hint++) {
      for (int i = 0; i < keys.size() * 3 / 4; i += 4) {
        for (P256PublicKey point : List.of(keys.get(i).point(), keys.get(i + 1).point())) {
          engines.forEach(engine -> engine.preparationHint(point));
        }
      }
    }
  }

  private void addKey(BigInteger d) {
    keys.add(new Key(d, P256PublicKey.ofUncompressed(times(d).getEncoded(false)).orElseThrow()));
  }

  public static void main(String[] arguments) {
    long count = Long.parseLong(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20261122;
    EngineAgreement agreement = new EngineAgreement(seed);
    if (arguments.length > 2) {
      agreement.engines.add(EcdsaP256.jca(JcaP256Test.provider(arguments[2])));
    }
    agreement.run(count);
    System.out.println(agreement.summary());
  }

  /** How much was compared. */
  String summary() {
    return "seed "
        + seed
        + ": "
        + signatures
        + " signatures, "
        + valid
        + " of them valid, by "
        + String.join(", ", engines.stream().map(EcdsaP256::name).toList());
  }

  long valid() {
    return valid.get();
  }

  /**
   * Compares the engines on at least {@code count} signatures, on all processors.
   *
   * @throws AssertionError at the first disagreement, with all that is needed to repeat it
   */
  void run(long count) {
    LongStream.range(0, (count + BATCH - 1) / BATCH).parallel().forEach(this::compareBatch);
  }

  private void compareBatch(long number) {
    Random random = new Random(seed * 1_000_003 + number);
    List<Case> cases = new ArrayList<>();
    P256Batch batch = new P256Batch(BATCH);
    while (!batch.isFull()) {
      Case next = next(random, cases);
      cases.add(next);
      batch.add(next.key(), next.digest(), next.signature());
    }
    boolean[] expected = new boolean[BATCH];
    for (int lane = 0; lane < BATCH; lane++) {
      Case one = cases.get(lane);
      expected[lane] = bouncyCastle.verify(one.key(), one.digest(), one.signature());
      valid.addAndGet(expected[lane] ? 1 : 0);
      // Every eighth one by Bouncy Castle's own tables of prepared keys, too.
      if (lane % 8 == 1) {
        requireAnswer(hintedBouncyCastle, expected[lane], one);
      }
    }
    for (EcdsaP256 engine : engines) {
      engine.verifyAll(batch);
      for (int lane = 0; lane < BATCH; lane++) {
        Case one = cases.get(lane);
        requireEqual(expected[lane], batch.isVerified(lane), engine, "in a batch", one);
        // Every fourth one by itself, too: it takes the other formulas.
        if (lane % 4 == 0) {
          requireAnswer(engine, expected[lane], one);
        }
      }
    }
    signatures.addAndGet(BATCH);
  }

  private static void requireAnswer(EcdsaP256 engine, boolean expected, Case one) {
    boolean actual = engine.verify(one.key(), one.digest(), one.signature());
    requireEqual(expected, actual, engine, "by itself", one);
  }

  private static void requireEqual(
      boolean expected, boolean actual, EcdsaP256 engine, String how, Case one) {
    if (expected != actual) {
      throw new AssertionError(
          "Bouncy Castle says "
              + expected
              + ", "
              + engine.name()
              + " "
              + how
              + " the opposite, of key "
              + hex(one.key().toRaw())
              + " digest "
              + hex(one.digest())
              + " signature "
              + hex(one.signature().toRaw()));
    }
  }

  private Case next(Random random, List<Case> before) {
    Key key = keys.get(random.nextInt(keys.size()));
    int kind = random.nextInt(16);
    if (kind < 2) {
      return signed(key, scalar(random), new BigInteger(256, random));
    }
    if (kind < 5) {
      return combined(key, special(random), special(random), random);
    }
    if (kind == 5) {
      return new Case(key.point(), bytes(any(random)), P256Signature.of(any(random), any(random)));
    }
    if (before.isEmpty()) {
      return combined(key, scalar(random), scalar(random), random);
    }
    return mutated(random, before.get(random.nextInt(before.size())), key);
  }

  /** An ordinary signature. */
  private static Case signed(Key key, BigInteger k, BigInteger digest) {
    BigInteger r = x(k).mod(N);
    BigInteger s = k.modInverse(N).multiply(digest.add(r.multiply(key.d()))).mod(N);
    return new Case(key.point(), bytes(digest), P256Signature.of(r, s));
  }

  /** A valid signature with these scalars; if their sum is infinity, one that looks so. */
  private static Case combined(Key key, BigInteger u1, BigInteger u2, Random random) {
    BigInteger k = u1.add(u2.multiply(key.d())).mod(N);
    BigInteger r = k.signum() == 0 ? scalar(random) : x(k).mod(N);
    BigInteger s = u2.signum() == 0 ? BigInteger.ZERO : r.multiply(u2.modInverse(N)).mod(N);
    return new Case(key.point(), bytes(u1.multiply(s).mod(N)), P256Signature.of(r, s));
  }

  private static Case mutated(Random random, Case valid, Key key) {
    byte[] digest = valid.digest().clone();
    BigInteger r = valid.signature().r();
    BigInteger s = valid.signature().s();
    P256PublicKey point = valid.key();
    switch (random.nextInt(9)) {
      case 0 -> digest[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> r = r.flipBit(random.nextInt(256));
      case 2 -> s = s.flipBit(random.nextInt(256));
      case 3 -> s = N.subtract(s).mod(N);
      case 4 -> r = N.subtract(r).mod(N);
      case 5 -> point = key.point();
      case 6 -> r = EDGES.get(random.nextInt(EDGES.size()));
      case 7 -> s = EDGES.get(random.nextInt(EDGES.size()));
      default -> digest = bytes(EDGES.get(random.nextInt(EDGES.size())));
    }
    return new Case(point, digest, P256Signature.of(r, s));
  }

  private static BigInteger scalar(Random random) {
    return new BigInteger(320, random).mod(N.subtract(ONE)).add(ONE);
  }

  /** A scalar at an edge, with few bits set, or any. */
  private static BigInteger special(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> EDGES.get(random.nextInt(EDGES.size())).mod(N);
      case 1 -> ONE.shiftLeft(random.nextInt(256)).add(ONE.shiftLeft(random.nextInt(256))).mod(N);
      case 2 -> N.subtract(BigInteger.valueOf(random.nextInt(64))).mod(N);
      default -> scalar(random);
    };
  }

  private static BigInteger any(Random random) {
    return random.nextBoolean()
        ? EDGES.get(random.nextInt(EDGES.size()))
        : new BigInteger(256, random);
  }

  private static List<BigInteger> edges() {
    List<BigInteger> edges = new ArrayList<>();
    BigInteger end = ONE.shiftLeft(256);
    for (int by = -2; by <= 2; by++) {
      for (BigInteger at : List.of(N, P, P.subtract(N), N.shiftRight(1), ONE.shiftLeft(255))) {
        edges.add(at.add(BigInteger.valueOf(by)));
      }
      for (int bit : new int[] {6, 8, 52, 64, 104, 128, 156, 192, 208, 224}) {
        edges.add(ONE.shiftLeft(bit).add(BigInteger.valueOf(by)));
      }
    }
    for (int small = 0; small < 8; small++) {
      edges.add(BigInteger.valueOf(small));
    }
    edges.add(end.subtract(ONE));
    return edges;
  }

  private static ECPoint times(BigInteger k) {
    return new FixedPointCombMultiplier().multiply(G, k).normalize();
  }

  private static BigInteger x(BigInteger k) {
    return times(k).getAffineXCoord().toBigInteger();
  }

  private static byte[] bytes(BigInteger value) {
    byte[] raw = P256Signature.of(value, BigInteger.ZERO).toRaw();
    return ByteBuffer.allocate(32).put(raw, 0, 32).array();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
