package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one seam through which every signature is verified: ECDSA over P-256.
 *
 * <p>What must hold whatever the engine is checked before an engine is asked: the range of r and s
 * here, the point on the curve by {@link P256PublicKey}. Engines are thread-safe and their answers
 * depend on nothing but the arguments.
 */
public abstract class EcdsaP256 {
  /** Length of the digest that is signed; a longer one is cut to it (FIPS 186-4, 6.4). */
  public static final int DIGEST_LENGTH = 32;

  /** For 10,000 platforms, as a verifier's caches have room for unless it is told otherwise. */
  static final long DEFAULT_TABLE_BYTES = KeyTables.bytesFor(10_000);

  private static final InstancePool<SignedMessage> MESSAGES =
      new InstancePool<>(SignedMessage::new);

  /** For engines of this package. */
  EcdsaP256() {}

  /**
   * Bouncy Castle's lightweight engine. Each call makes a new one, which caches what Bouncy Castle
   * has computed of the keys that it {@linkplain #preparationHint was told} to expect again: at
   * most 16 MiB, which is enough for 3,200 keys.
   */
  public static EcdsaP256 bouncyCastle() {
    return new BouncyCastleP256(16L << 20);
  }

  /** {@link #java(long)} with tables for 10,000 platforms: at most 103 MiB. */
  public static EcdsaP256 java() {
    return java(DEFAULT_TABLE_BYTES);
  }

  /**
   * How many bytes of tables an engine of our own should have for a number of platforms, each of
   * which has a key of its own: a small table for each, and 64 MiB for the large tables of the keys
   * in most frequent use, about 750. That is 103 MiB for 10,000 platforms and 455 MiB for 100,000.
   * What small tables do not need goes to large ones: under the budget for 10,000, each of 1,000
   * platforms has one if no others are met. Memory is taken as keys are met.
   *
   * @throws IllegalArgumentException for a negative number
   */
  public static long tableBytes(int platforms) {
    if (platforms < 0) {
      throw new IllegalArgumentException("There cannot be " + platforms + " platforms");
    }
    return KeyTables.bytesFor(platforms);
  }

  /**
   * This library's own engine in plain Java, {@linkplain #shadowed shadowed}: the fastest one
   * without native code for keys that it {@linkplain #preparationHint was told} to expect again.
   * Each call makes a new engine, which caches the tables of such keys.
   *
   * <p>Every such key has a table of 4 KiB. Those in frequent use have one of 85 KiB as well while
   * there is room, which saves another third; the more keys there are, the fewer have one. Keys
   * whose tables do not fit are verified as new ones.
   *
   * @param tableBytes how many bytes the tables may take; {@link #tableBytes(int)} knows for how
   *     many platforms
   * @throws IllegalArgumentException for a negative number
   */
  public static EcdsaP256 java(long tableBytes) {
    return ShadowP256.usual(new JavaP256(requireTableBytes(tableBytes)));
  }

  /**
   * A provider of the Java Cryptography Architecture, such as Amazon's Corretto Crypto Provider or
   * Conscrypt. It is asked directly and registered nowhere. Each call makes a new engine, which
   * caches the provider's own form of at most 4,096 keys that it {@linkplain #preparationHint was
   * told} to expect again.
   *
   * @throws IllegalArgumentException if it cannot verify ECDSA with P-256, fails the self-test, or
   *     is the JDK's own SunEC, which is slower than every other engine
   */
  public static EcdsaP256 jca(Provider provider) {
    return tested(new JcaP256(provider), provider);
  }

  /**
   * {@link #hybrid(Provider, long)} with tables for 10,000 platforms: at most 103 MiB.
   *
   * @throws IllegalArgumentException as {@link #jca}
   */
  public static EcdsaP256 hybrid(Provider provider) {
    return hybrid(provider, DEFAULT_TABLE_BYTES);
  }

  /**
   * Two engines in one: {@link #java(long)} for keys that have a table, and the provider for all
   * others, as in {@link #jca}. It pays if the provider is faster than {@link #java()} for a new
   * key. Its name says both, such as {@code java+AmazonCorrettoCryptoProvider}.
   *
   * @param tableBytes how many bytes the tables may take; {@link #tableBytes(int)} knows for how
   *     many platforms
   * @throws IllegalArgumentException as {@link #jca}, and for a negative number
   */
  public static EcdsaP256 hybrid(Provider provider, long tableBytes) {
    return ShadowP256.usual(
        tested(new HybridP256(provider, requireTableBytes(tableBytes)), provider));
  }

  private static EcdsaP256 tested(EcdsaP256 engine, Provider provider) {
    Optional<String> fault = EngineSelfTest.fault(engine);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(
          "The provider " + provider.getName() + " fails the self-test: " + fault.get());
    }
    return engine;
  }

  private static long requireTableBytes(long tableBytes) {
    if (tableBytes < 0) {
      throw new IllegalArgumentException("Tables cannot take " + tableBytes + " bytes");
    }
    return tableBytes;
  }

  /**
   * An engine on the arithmetic of another module, found by {@link java.util.ServiceLoader}, tested
   * with known good and known bad signatures, and {@linkplain #shadowed shadowed}. Each call makes
   * a new engine.
   *
   * @param name of an accelerator, such as {@code native}, whose fastest tier here is taken, or of
   *     one tier, such as {@code native:avx2}
   * @param tableBytes how many bytes the tables of keys may take that are expected again; {@link
   *     #tableBytes(int)} knows for how many platforms
   * @throws IllegalArgumentException for a negative number of bytes
   */
  public static EngineAvailability accelerated(String name, long tableBytes) {
    return Accelerators.engine(Accelerators.tiers(), name, requireTableBytes(tableBytes));
  }

  /** {@link #accelerated(String, long)} with tables for 10,000 platforms: at most 103 MiB. */
  public static EngineAvailability accelerated(String name) {
    return accelerated(name, DEFAULT_TABLE_BYTES);
  }

  /**
   * Finds the fastest engine here. All that are there are tested with known good and known bad
   * signatures, and those that pass are measured for a fifth of a second: how long a signature
   * takes by a key with a {@linkplain #preparationHint hint}; of engines that are about equal in
   * that, how long in a {@linkplain #verifyAll batch}; and of those again, how long by a new key.
   * The JVM is as warm as it happens to be. Of each accelerator that {@link
   * java.util.ServiceLoader} finds, the fastest tier here takes part.
   *
   * @param providers which may take part, by itself and in a {@linkplain #hybrid hybrid}, beside
   *     {@link #java()} and {@link #bouncyCastle()}; one that cannot, or fails the test, is left
   *     out
   * @throws IllegalStateException if no engine passes the test
   */
  public static EngineChoice fastest(Provider... providers) {
    EngineCalibration calibration = EngineCalibration.byNanoTime();
    calibration.enter(java());
    calibration.enter(bouncyCastle());
    Accelerators.enter(calibration);
    for (Provider provider : providers) {
      calibration.enter(provider);
      calibration.enterHybrid(provider);
    }
    return calibration.choose();
  }

  /**
   * This engine in shadow mode: of the signatures that it accepts a share is verified again by
   * Bouncy Castle, which takes its time. With the first that Bouncy Castle refuses, the new engine
   * falls back to Bouncy Castle for good: its {@linkplain #name name} says so, and {@link
   * #disagreement} has the signature. What was accepted before, and was not verified again, is then
   * in doubt.
   *
   * <p>Every engine of this library's own is in shadow mode from the start, with one signature in
   * 16,384. The new engine shares its tables.
   *
   * @param oneIn verifies about one in that many again, spread irregularly; 1 is all
   * @param listener is told of the disagreement, once, in the thread that met it; what it throws
   *     reaches the caller of that verification
   * @throws IllegalArgumentException for a share below 1
   */
  public final EcdsaP256 shadowed(int oneIn, Consumer<EngineDisagreement> listener) {
    if (oneIn < 1) {
      throw new IllegalArgumentException("One in " + oneIn + " is not a valid share; 1 is all");
    }
    return with(oneIn, listener);
  }

  EcdsaP256 with(int oneIn, Consumer<EngineDisagreement> listener) {
    return new ShadowP256(this, oneIn, listener);
  }

  /** The signature at which {@linkplain #shadowed shadow mode} has fallen back, if it has. */
  public Optional<EngineDisagreement> disagreement() {
    return Optional.empty();
  }

  /** A short name for reports and benchmarks; it says so if shadow mode has fallen back. */
  public abstract String name();

  /** The name. */
  @Override
  public final String toString() {
    return name();
  }

  /**
   * Verifies a signature over a digest.
   *
   * @param digest at least 32 bytes; the leftmost 32 count
   * @return false for r or s outside [1, n-1] and for any signature that does not verify
   * @throws IllegalArgumentException for a digest of fewer than 32 bytes
   */
  public final boolean verify(P256PublicKey key, byte[] digest, P256Signature signature) {
    if (digest.length < DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "The digest has " + digest.length + " bytes; at least 32 are needed");
    }
    return signature.isInRange() && verifyInRange(key, digest, signature);
  }

  /**
   * Verifies a signature over the SHA-256 of a message, where both stand in one buffer, as in a
   * quote. The buffer's position and limit stay; nothing is allocated beside what the engine itself
   * allocates.
   *
   * @param data a buffer of any kind
   * @param messageAt index of the message's first byte
   * @param messageSize its length in bytes
   * @param signatureAt index of the signature: r followed by s, 64 bytes
   * @return false for r or s outside [1, n-1] and for any signature that does not verify
   * @throws IndexOutOfBoundsException if the buffer ends before the message or the signature
   */
  public final boolean verifyMessage(
      P256PublicKey key, ByteBuffer data, int messageAt, int messageSize, int signatureAt) {
    SignedMessage message = MESSAGES.acquire();
    try {
      message.read(data, messageAt, messageSize, signatureAt);
      return verifyRaw(key, message.digest, message.signature);
    } finally {
      MESSAGES.release(message);
    }
  }

  /**
   * This engine with a memory of its answers, for one verification: the same signature by the same
   * key over the same digest is computed once. Not thread-safe; drop it afterwards.
   */
  public final EcdsaP256 memoizing() {
    return new MemoizingP256(this);
  }

  /**
   * {@link #memoizing()} with signatures that are known beforehand: an engine that verifies a batch
   * faster than one by one does so now.
   *
   * @param signatures adds those that will be asked for; a missing one costs time, nothing else
   */
  public final EcdsaP256 memoizing(Consumer<P256Batch> signatures) {
    MemoizingP256 memoizing = new MemoizingP256(this);
    if (gainsByBatches()) {
      memoizing.precompute(signatures);
    }
    return memoizing;
  }

  /**
   * {@link #memoizing()} for several verifications whose signatures are known beforehand: verifies
   * them all, in one call, and knows the answers from then on.
   *
   * @param batch belongs to the result until that is dropped, and takes further answers; the lanes
   *     that are in it stay
   */
  public final EcdsaP256 memoizing(P256Batch batch) {
    verifyAll(batch);
    return new MemoizingP256(this, batch);
  }

  /** Whether {@link #verifyAll} takes less time than {@link #verify} for each. */
  boolean gainsByBatches() {
    return false;
  }

  /** Verifies r followed by s, 64 bytes of any value, over a digest of 32 bytes. */
  boolean verifyRaw(P256PublicKey key, byte[] digest, byte[] signature) {
    return verify(key, digest, P256Signature.ofRaw(ByteBuffer.wrap(signature)));
  }

  /**
   * Verifies all signatures of a batch and puts the answers into it. As {@link #verify} for each,
   * but what can be shared between signatures is done once.
   */
  public void verifyAll(P256Batch batch) {
    for (int lane = 0; lane < batch.size(); lane++) {
      batch.answer(lane, verifyLane(batch, lane));
    }
  }

  /** As {@link #verify} for one signature of a batch. */
  final boolean verifyLane(P256Batch batch, int lane) {
    byte[] digest =
        Arrays.copyOfRange(batch.digests(), lane * DIGEST_LENGTH, (lane + 1) * DIGEST_LENGTH);
    ByteBuffer signature =
        ByteBuffer.wrap(
            batch.signatures(), lane * P256Signature.RAW_LENGTH, P256Signature.RAW_LENGTH);
    return verify(batch.key(lane), digest, P256Signature.ofRaw(signature));
  }

  /**
   * A hint that more signatures of this key will follow, so that preparing it may pay: tables, or a
   * provider's own form of it. An engine spends memory and time on it within bounds, and only after
   * the third hint. The answers stay the same; only their speed changes.
   *
   * @param key one that something trusted stands behind, such as a chain of certificates that has
   *     just verified: nobody should be able to make an engine prepare keys of their own making
   */
  public void preparationHint(P256PublicKey key) {}

  /** Verifies a signature whose r and s are in range, by the leftmost 32 bytes of the digest. */
  abstract boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature);
}
