package io.github.quotary.benchmarks;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Quote;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one P-256 signature cost? The signatures are those of 64 hosts' quotes; the digests are
 * precomputed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class EcdsaBenchmark {
  private static final int KEYS = 64;

  /** Hints after which an engine has prepared a key as well as it can. */
  private static final int HINTS = 256;

  /** Whether the key was used before. */
  public enum Key {
    /** Each signature comes with an unknown key of 64 bytes, whose point is checked. */
    NEW,
    /** The keys were created before, and the engine was told that they will be used again. */
    KEPT
  }

  /** The signature engine. */
  @Param({"BC", "JAVA", "NATIVE", "HYBRID", "ACCP", "CONSCRYPT"})
  public Engine engine;

  /** Whether the key was used before. */
  @Param public Key key;

  private EcdsaP256 ecdsa;
  private final ByteBuffer[] rawKeys = new ByteBuffer[KEYS];
  private final P256PublicKey[] keys = new P256PublicKey[KEYS];
  private final byte[][] digests = new byte[KEYS][];
  private final P256Signature[] signatures = new P256Signature[KEYS];

  /** Takes signatures from quotes, and verifies each once. */
  @Setup
  public void setUp() {
    ecdsa = engine.make();
    Fleet fleet = Fleet.of(KEYS, 4);
    for (int i = 0; i < KEYS; i++) {
      Quote quote = fleet.quote(i);
      rawKeys[i] = quote.signatureData().attestationKey();
      keys[i] = P256PublicKey.ofRaw(rawKeys[i]).orElseThrow();
      digests[i] = Sha2.sha256(quote.signedRegion());
      signatures[i] = quote.signatureData().quoteSignature();
      if (key == Key.KEPT) {
        hint(keys[i]);
      }
      require(ecdsa.verify(keys[i], digests[i], signatures[i]));
      require(!ecdsa.verify(keys[i], new byte[EcdsaP256.DIGEST_LENGTH], signatures[i]));
    }
  }

  private void hint(P256PublicKey kept) {
    for (int time = 0; time < HINTS; time++) {
      ecdsa.preparationHint(kept);
    }
  }

  /** One signature at a time. */
  @Benchmark
  public boolean verify(QuoteOrder order) {
    int i = order.next(KEYS);
    return ecdsa.verify(key(i), digests[i], signatures[i]);
  }

  /** Sixty-four in one call; the figures are per signature. */
  @Benchmark
  @OperationsPerInvocation(KEYS)
  public P256Batch verifyAll(Lanes lanes) {
    P256Batch batch = lanes.batch;
    batch.clear();
    for (int i = 0; i < KEYS; i++) {
      batch.add(key(i), digests[i], signatures[i]);
    }
    ecdsa.verifyAll(batch);
    return batch;
  }

  private P256PublicKey key(int i) {
    return key == Key.KEPT ? keys[i] : P256PublicKey.ofRaw(rawKeys[i]).orElseThrow();
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalStateException("The engine under test gave a wrong result");
    }
  }

  /** A thread's batch. */
  @State(Scope.Thread)
  public static class Lanes {
    private final P256Batch batch = new P256Batch(KEYS);
  }
}
