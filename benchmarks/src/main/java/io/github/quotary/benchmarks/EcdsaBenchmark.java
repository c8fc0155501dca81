package io.github.quotary.benchmarks;

import io.github.quotary.crypto.EcdsaP256;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one P-256 signature cost? The signatures are those of 64 hosts' quotes, the digests are
 * ready.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and setUp the rest.
public class EcdsaBenchmark {
  private static final int KEYS = 64;

  /** Whether the key was met before. */
  public enum Key {
    /** Each signature comes with a key of 64 bytes that was never met: the point is checked. */
    NEW,
    /** The keys were made before, and the engine has been told that they come again. */
    KEPT
  }

  /** Who verifies signatures. */
  @Param public Engine engine;

  /** Whether the key was met before. */
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
      requireGood(ecdsa.verify(keys[i], digests[i], signatures[i]));
    }
    requireBad(ecdsa.verify(keys[0], digests[1], signatures[0]));
  }

  /** One signature. */
  @Benchmark
  public boolean verify(Cursor cursor) {
    int i = cursor.next(KEYS);
    P256PublicKey by = key == Key.KEPT ? keys[i] : P256PublicKey.ofRaw(rawKeys[i]).orElseThrow();
    return ecdsa.verify(by, digests[i], signatures[i]);
  }

  private static void requireGood(boolean good) {
    if (!good) {
      throw new IllegalStateException("A signature that is to be measured does not verify");
    }
  }

  private static void requireBad(boolean good) {
    if (good) {
      throw new IllegalStateException("The engine verifies a signature over another digest");
    }
  }
}
