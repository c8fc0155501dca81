package io.github.quotary.crypto.p256;

import static io.github.quotary.crypto.p256.P256Numbers.N;
import static io.github.quotary.crypto.p256.P256Numbers.R;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Scalars modulo the order of P-256, against {@link BigInteger}. */
class P256OrderTest {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(256);

  @Provide
  Arbitrary<BigInteger> words() {
    return P256Numbers.below(WORD);
  }

  @Provide
  Arbitrary<BigInteger> scalars() {
    return P256Numbers.below(N);
  }

  @Property
  void multiplies(@ForAll("words") BigInteger a, @ForAll("words") BigInteger b) {
    long[] r = new long[5];
    P256Order.multiply(r, 0, P256Numbers.limbs(a), 0, P256Numbers.limbs(b), 0);
    assertEquals(a.multiply(b).multiply(R.modInverse(N)).mod(N), P256Numbers.value(r));
  }

  @Property
  void inverts(@ForAll("scalars") BigInteger a) {
    long[] r = new long[5];
    new ModularInverse(P256Order.modulus()).invert(r, 0, P256Numbers.limbs(a), 0);
    assertEquals(a.signum() == 0 ? a : a.modInverse(N), P256Numbers.value(r));
  }

  @Property
  void knowsItsRange(@ForAll("words") BigInteger a) {
    assertEquals(
        a.signum() > 0 && a.compareTo(N) < 0, P256Order.isInRange(P256Numbers.limbs(a), 0));
  }

  /** r and s of one signature, whatever they are, change the scalars of no other. */
  @Property(tries = 200)
  void sharesOneInversion(
      @ForAll @Size(min = 1, max = 9) List<@net.jqwik.api.From("words") BigInteger> values) {
    ScalarBatch batch = new ScalarBatch(16);
    batch.clear();
    int taken = 0;
    int size = values.size();
    for (int i = 0; i < size; i++) {
      if (batch.add(rs(values, i), 0, bytes(values.get((i + 2) % size)), 0)) {
        taken++;
      }
    }
    batch.compute();
    int index = 0;
    for (int i = 0; i < size; i++) {
      BigInteger r = values.get(i);
      BigInteger s = values.get((i + 1) % size);
      if (isInRange(r) && isInRange(s)) {
        BigInteger inverse = s.modInverse(N);
        assertEquals(r, value(batch, batch.r(index)));
        assertEquals(
            values.get((i + 2) % size).multiply(inverse).mod(N), value(batch, batch.u1(index)));
        assertEquals(r.multiply(inverse).mod(N), value(batch, batch.u2(index)));
        index++;
      }
    }
    assertEquals(taken, index);
  }

  private static byte[] rs(List<BigInteger> values, int i) {
    byte[] s = bytes(values.get((i + 1) % values.size()));
    return ByteBuffer.allocate(64).put(bytes(values.get(i))).put(s).array();
  }

  private static boolean isInRange(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(N) < 0;
  }

  private static BigInteger value(ScalarBatch batch, int at) {
    return P256Numbers.value(java.util.Arrays.copyOfRange(batch.limbs(), at, at + 5));
  }

  private static byte[] bytes(BigInteger value) {
    byte[] bytes = new byte[32];
    byte[] shortest = value.toByteArray();
    int skip = Math.max(0, shortest.length - 32);
    int length = shortest.length - skip;
    System.arraycopy(shortest, skip, bytes, 32 - length, length);
    return bytes;
  }
}
