package io.github.quotary.benchmarks;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Quote;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The unit of the report: one P-256 verification by Amazon's Corretto Crypto Provider with a key
 * that is new to it, from 64 raw bytes. It is measured beside every iteration, in the same process,
 * because machines differ, and one machine's clock moves; iterations are short for the same reason.
 * Not thread-safe.
 */
final class Unit {
  private static final int KEYS = 16;

  /** Of which the median counts. */
  private static final int BLOCKS = 5;

  private static final int VERIFICATIONS = 2 * KEYS;

  private static final int WARM_UPS = 100;

  private final EcdsaP256 ecdsa = Engine.ACCP.make();
  private final ByteBuffer[] keys = new ByteBuffer[KEYS];
  private final byte[][] digests = new byte[KEYS][];
  private final P256Signature[] signatures = new P256Signature[KEYS];

  private Unit() {
    Fleet fleet = Fleet.of(KEYS, 4);
    for (int i = 0; i < KEYS; i++) {
      Quote quote = fleet.quote(i);
      keys[i] = quote.signatureData().attestationKey();
      digests[i] = Sha2.sha256(quote.signedRegion());
      signatures[i] = quote.signatureData().quoteSignature();
    }
  }

  /** Made with the first measurement. */
  private static final class Holder {
    static final Unit UNIT = new Unit();
  }

  /** CPU time of one, in nanoseconds, the median of some means; empty without the provider. */
  static OptionalDouble nanos() {
    return Engine.ACCP.isHere() ? OptionalDouble.of(Holder.UNIT.measure()) : OptionalDouble.empty();
  }

  /** Measures without counting, until the JVM has compiled what is measured: about a second. */
  static void warmUp() {
    for (int i = 0; i < WARM_UPS; i++) {
      nanos();
    }
  }

  private double measure() {
    double[] blocks = new double[BLOCKS];
    for (int block = 0; block < BLOCKS; block++) {
      blocks[block] = measureBlock();
    }
    Arrays.sort(blocks);
    return blocks[BLOCKS / 2];
  }

  private double measureBlock() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < VERIFICATIONS; i++) {
      int at = i % KEYS;
      P256PublicKey key = P256PublicKey.ofRaw(keys[at]).orElseThrow();
      if (!ecdsa.verify(key, digests[at], signatures[at])) {
        throw new IllegalStateException("The provider gave a wrong result");
      }
    }
    return (double) (threads.getCurrentThreadCpuTime() - before) / VERIFICATIONS;
  }
}
