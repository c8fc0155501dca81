package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Signatures whose verdict is known, good ones and bad ones, which an engine must tell apart before
 * it is trusted with others: one by one, with keys that it was told to expect again, and in a
 * batch.
 */
final class EngineSelfTest {
  private static final String N =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  private static final String ZERO = "0".repeat(64);

  /** RFC 6979, A.2.5: the key, and its signatures over SHA-256 of "sample" and "test". */
  private static final P256PublicKey RFC_6979 =
      key(
          "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
              + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

  private static final String SAMPLE =
      "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf";
  private static final String SAMPLE_R =
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
  private static final String SAMPLE_S =
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
  private static final String TEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String TEST_R =
      "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367";
  private static final String TEST_S =
      "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083";

  /** The generator as a key: its points meet those of u1 * G. */
  private static final P256PublicKey GENERATOR =
      key(
          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
              + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private static final String X_OF_G =
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
  private static final String X_OF_2G =
      "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978";

  /** n minus {@link #X_OF_2G}. */
  private static final String MINUS_X_OF_2G =
      "830d84e672fcb08275adc7fcfb4ae53bfc5d90cb2f25834f4dae81c6b4fc8bd9";

  /** A key made for a signature whose point has x = n + 3, so that r is 3. */
  private static final P256PublicKey LARGE_X =
      key(
          "e41139237ad1d556cf467d10a978c6e7b403d843901ac6bf554c1853186c2955"
              + "ca0a5768fb9770ee2cf8239f13ef202a920996ea8cd1fc0bc5f770330f0aecd9");

  private static final String LARGE_X_DIGEST =
      "99170fbb183477a35a94c9bf390b770209d32a595d4a987d41f4b3e592471abe";
  private static final String LARGE_X_S =
      "f8bcf1ba38aed3fb24e3cd985bb7dd0328e22533ed356420267a05cfd62baf73";

  private static final class Vector {
    final String about;
    final P256PublicKey key;
    final byte[] digest;
    final P256Signature signature;
    final boolean good;

    Vector(String about, P256PublicKey key, String digest, String rs, boolean good) {
      this.about = about;
      this.key = key;
      this.digest = HexFormat.of().parseHex(digest);
      this.signature = P256Signature.ofRaw(ByteBuffer.wrap(HexFormat.of().parseHex(rs)));
      this.good = good;
    }
  }

  private static final List<Vector> VECTORS =
      List.of(
          good("a signature", RFC_6979, SAMPLE, SAMPLE_R, SAMPLE_S),
          bad("one over another digest", RFC_6979, TEST, SAMPLE_R, SAMPLE_S),
          good("a second signature", RFC_6979, TEST, TEST_R, TEST_S),
          bad("r of another signature", RFC_6979, SAMPLE, TEST_R, SAMPLE_S),
          bad("s of another signature", RFC_6979, SAMPLE, SAMPLE_R, TEST_S),
          bad("r and s exchanged", RFC_6979, SAMPLE, SAMPLE_S, SAMPLE_R),
          bad("one by another key", GENERATOR, SAMPLE, SAMPLE_R, SAMPLE_S),
          bad("r = 0", RFC_6979, SAMPLE, ZERO, SAMPLE_S),
          bad("s = 0", RFC_6979, SAMPLE, SAMPLE_R, ZERO),
          bad("r = n", RFC_6979, SAMPLE, N, SAMPLE_S),
          bad("s = n", RFC_6979, SAMPLE, SAMPLE_R, N),
          good("the sum of equal points", GENERATOR, X_OF_2G, X_OF_2G, X_OF_2G),
          bad("the sum of opposite points", GENERATOR, MINUS_X_OF_2G, X_OF_2G, X_OF_2G),
          good("a digest of 0", GENERATOR, ZERO, X_OF_G, X_OF_G),
          good("a digest of n", GENERATOR, N, X_OF_G, X_OF_G),
          good("x above n", LARGE_X, LARGE_X_DIGEST, "0".repeat(63) + "3", LARGE_X_S),
          bad("x above n, r too large", LARGE_X, LARGE_X_DIGEST, "0".repeat(63) + "4", LARGE_X_S));

  private static final String X_OF_3G =
      "5ecbe4d1a6330a44c8f7ef951d4bf165e6c6b721efada985fb41661bc6e7fd6c";

  /** x of a key, twice, is its signature over a digest of 0. */
  private static final Vector NEW =
      good(
          "one by a new key",
          key(X_OF_3G + "8734640c4998ff7e374b06ce1a64a2ecd82ab036384fb83d9a79b127a27d5032"),
          ZERO,
          X_OF_3G,
          X_OF_3G);

  /** The most lanes that an engine has. */
  private static final int LANES = 8;

  private EngineSelfTest() {}

  /** What the engine got wrong first, or nothing. */
  static Optional<String> fault(EcdsaP256 engine) {
    try {
      return faultIn(engine);
    } catch (RuntimeException e) {
      return Optional.of("it failed: " + e);
    }
  }

  private static Optional<String> faultIn(EcdsaP256 engine) {
    List<String> faults = new ArrayList<>();
    verifyEach(engine, "", faults);
    verifyTogether(engine, " in a batch", faults);
    hint(engine, PreparedKeys.MIN_HINTS);
    verifyEach(engine, " with a prepared key", faults);
    verifyTogether(engine, " in a batch with prepared keys", faults);
    // By then they have large tables.
    hint(engine, PreparedKeys.MAX_COUNT);
    verifyEach(engine, " with a key in frequent use", faults);
    verifyTogether(engine, " in a batch with keys in frequent use", faults);
    return faults.stream().findFirst();
  }

  private static void hint(EcdsaP256 engine, int times) {
    for (int hint = 0; hint < times; hint++) {
      VECTORS.forEach(vector -> engine.preparationHint(vector.key));
    }
  }

  private static void verifyEach(EcdsaP256 engine, String how, List<String> faults) {
    for (Vector vector : VECTORS) {
      if (engine.verify(vector.key, vector.digest, vector.signature) != vector.good) {
        faults.add(fault(vector) + how);
      }
    }
  }

  private static void verifyTogether(EcdsaP256 engine, String how, List<String> faults) {
    // Their number is odd, so that each comes to stand in every lane of eight.
    int copies = engine.gainsByBatches() ? LANES : 1;
    P256Batch batch = new P256Batch(copies * VECTORS.size());
    while (!batch.isFull()) {
      Vector vector = VECTORS.get(batch.size() % VECTORS.size());
      batch.add(vector.key, vector.digest, vector.signature);
    }
    engine.verifyAll(batch);
    for (int lane = 0; lane < batch.size(); lane++) {
      Vector vector = VECTORS.get(lane % VECTORS.size());
      if (batch.isVerified(lane) != vector.good) {
        faults.add(fault(vector) + how);
      }
    }
  }

  private static String fault(Vector vector) {
    return "it took " + vector.about + " for " + (vector.good ? "bad" : "good");
  }

  /** One good signature again, by a key that is met again, for measuring. */
  static boolean verifyOne(EcdsaP256 engine) {
    Vector vector = VECTORS.get(0);
    return engine.verify(vector.key, vector.digest, vector.signature);
  }

  /** Good signatures by a key that is met again, for measuring. */
  static P256Batch batchToMeasure() {
    P256Batch batch = new P256Batch(2 * LANES);
    Vector vector = VECTORS.get(0);
    while (!batch.isFull()) {
      batch.add(vector.key, vector.digest, vector.signature);
    }
    return batch;
  }

  /** One good signature by a key that no engine was told to expect, for measuring. */
  static boolean verifyByNewKey(EcdsaP256 engine) {
    return engine.verify(NEW.key, NEW.digest, NEW.signature);
  }

  private static Vector good(String about, P256PublicKey key, String digest, String r, String s) {
    return new Vector(about, key, digest, r + s, true);
  }

  private static Vector bad(String about, P256PublicKey key, String digest, String r, String s) {
    return new Vector(about, key, digest, r + s, false);
  }

  private static P256PublicKey key(String hex) {
    return P256PublicKey.ofRaw(ByteBuffer.wrap(HexFormat.of().parseHex(hex))).orElseThrow();
  }
}
