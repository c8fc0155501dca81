package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * An engine of which a share of the accepted signatures is verified again by Bouncy Castle. With
 * the first that Bouncy Castle refuses it trips: from then on Bouncy Castle answers alone.
 * Thread-safe.
 */
final class ShadowP256 extends EcdsaP256 {
  /** What the share costs is then some ten nanoseconds, and some ten bytes, for a signature. */
  static final int USUAL_SHARE = 16_384;

  private final EcdsaP256 engine;
  private final EcdsaP256 reference = new BouncyCastleP256(1 << 20);
  private final int oneIn;
  private final Consumer<EngineDisagreement> listener;
  private final String trippedName;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicReference<EngineDisagreement> tripped = new AtomicReference<>();

  /**
   * A wrapper.
   *
   * @param oneIn verifies about one in that many again; 1 is all
   * @param listener is told of the disagreement, once
   */
  ShadowP256(EcdsaP256 engine, int oneIn, Consumer<EngineDisagreement> listener) {
    this.engine = engine;
    this.oneIn = oneIn;
    this.listener = listener;
    trippedName = reference.name() + " (" + engine.name() + " disagreed with it)";
  }

  /** The share that is usual for an engine of this library. */
  static EcdsaP256 usual(EcdsaP256 engine) {
    return new ShadowP256(engine, USUAL_SHARE, found -> {});
  }

  @Override
  ShadowP256 with(int newOneIn, Consumer<EngineDisagreement> newListener) {
    return new ShadowP256(engine, newOneIn, newListener);
  }

  @Override
  public Optional<EngineDisagreement> disagreement() {
    return Optional.ofNullable(tripped.get());
  }

  private EcdsaP256 inUse() {
    return tripped.get() == null ? engine : reference;
  }

  @Override
  public String name() {
    return tripped.get() == null ? engine.name() : trippedName;
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    inUse().preparationHint(key);
  }

  @Override
  boolean gainsByBatches() {
    return inUse().gainsByBatches();
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    return inUse().verifyInRange(key, digest, signature)
        && (isSpared() || isConfirmed(key, digest, signature));
  }

  @Override
  boolean verifyRaw(P256PublicKey key, byte[] digest, byte[] signature) {
    return inUse().verifyRaw(key, digest, signature)
        && (isSpared()
            || isConfirmed(key, digest, P256Signature.ofRaw(ByteBuffer.wrap(signature))));
  }

  @Override
  public void verifyAll(P256Batch batch) {
    inUse().verifyAll(batch);
    long number = answered.getAndAdd(batch.size());
    for (int lane = 0; lane < batch.size(); lane++) {
      if (batch.isVerified(lane) && !isSpared(number + lane) && !isConfirmed(batch, lane)) {
        // What else this engine has accepted in the batch is not worth more.
        reference.verifyAll(batch);
        return;
      }
    }
  }

  private boolean isConfirmed(P256Batch batch, int lane) {
    int digestAt = lane * DIGEST_LENGTH;
    int signatureAt = lane * P256Signature.RAW_LENGTH;
    return isConfirmed(
        batch.key(lane),
        Arrays.copyOfRange(batch.digests(), digestAt, digestAt + DIGEST_LENGTH),
        P256Signature.ofRaw(
            ByteBuffer.wrap(batch.signatures(), signatureAt, P256Signature.RAW_LENGTH)));
  }

  private boolean isSpared() {
    return isSpared(answered.getAndIncrement());
  }

  /** By the number of the answer, spread irregularly: no lane of a batch is spared for ever. */
  private boolean isSpared(long number) {
    // SplitMix64.
    long z = number * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return Long.remainderUnsigned(z ^ z >>> 31, oneIn) != 0;
  }

  /** Verifies again; trips if Bouncy Castle refuses. */
  private boolean isConfirmed(P256PublicKey key, byte[] digest, P256Signature signature) {
    if (reference.verify(key, digest, signature)) {
      return true;
    }
    EngineDisagreement found =
        new EngineDisagreement(
            engine.name(), key, HexFormat.of().formatHex(digest, 0, DIGEST_LENGTH), signature);
    if (tripped.compareAndSet(null, found)) {
      listener.accept(found);
    }
    return false;
  }
}
