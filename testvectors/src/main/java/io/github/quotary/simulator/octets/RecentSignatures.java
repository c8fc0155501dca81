package io.github.quotary.simulator.octets;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The latest signatures of one key. A deterministic signature can be kept instead of made again,
 * and most evidence shares its certificates and documents with the evidence before it.
 */
final class RecentSignatures {
  private static final int CAPACITY = 64;

  private final Map<ByteBuffer, BigInteger[]> byDigest =
      new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, BigInteger[]> eldest) {
          return size() > CAPACITY;
        }
      };

  /** The signature of {@code digest}, made by {@code signer} unless it is known. */
  BigInteger[] get(byte[] digest, Function<byte[], BigInteger[]> signer) {
    ByteBuffer key = ByteBuffer.wrap(digest).asReadOnlyBuffer();
    synchronized (byDigest) {
      BigInteger[] known = byDigest.get(key);
      if (known != null) {
        return known;
      }
    }
    BigInteger[] made = signer.apply(digest);
    synchronized (byDigest) {
      byDigest.put(key, made);
    }
    return made;
  }
}
