package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class P256SignatureTest {
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger MAX = ONE.shiftLeft(256).subtract(ONE);

  static Stream<BigInteger> possible() {
    return Stream.of(ONE, BigInteger.valueOf(255), ONE.shiftLeft(255), N.subtract(ONE));
  }

  static Stream<BigInteger> impossible() {
    return Stream.of(
        BigInteger.ZERO,
        N,
        N.add(ONE),
        MAX,
        ONE.negate(),
        N.negate(),
        ONE.shiftLeft(256),
        N.add(ONE.shiftLeft(256)),
        ONE.shiftLeft(256).add(ONE),
        ONE.shiftLeft(100_000));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void isInRangeFromOneToTheOrder(BigInteger value) {
    P256Signature signature = P256Signature.of(value, ONE);
    assertTrue(signature.isInRange());
    assertTrue(P256Signature.of(ONE, value).isInRange());
    assertEquals(value, signature.r());
    assertEquals(ONE, signature.s());
    assertEquals(signature, P256Signature.ofRaw(ByteBuffer.wrap(signature.toRaw())));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void isOutOfRangeOtherwise(BigInteger value) {
    assertFalse(P256Signature.of(value, ONE).isInRange());
    assertFalse(P256Signature.of(ONE, value).isInRange());
    assertFalse(P256Signature.of(value, value).isInRange());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 63, 65, 128})
  void hasSixtyFourBytes(int length) {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    assertThrows(IllegalArgumentException.class, () -> P256Signature.ofRaw(buffer));
  }

  @Test
  void keepsLeadingZerosAndHighBits() {
    byte[] raw = new byte[64];
    raw[1] = (byte) 0x80;
    raw[32] = (byte) 0xff;
    P256Signature signature = P256Signature.ofRaw(ByteBuffer.wrap(raw));
    assertEquals(ONE.shiftLeft(247), signature.r());
    assertEquals(BigInteger.valueOf(255).shiftLeft(248), signature.s());
    assertArrayEquals(raw, P256Signature.of(signature.r(), signature.s()).toRaw());
  }

  @Test
  void isImmutableAndLeavesTheBuffer() {
    byte[] raw = new byte[64];
    raw[5] = 5;
    ByteBuffer buffer = ByteBuffer.wrap(raw);
    P256Signature signature = P256Signature.ofRaw(buffer);
    assertEquals(64, buffer.remaining());
    signature.toRaw()[5] = 6;
    raw[5] = 7;
    assertEquals(5, signature.toRaw()[5]);
    assertNotEquals(signature, P256Signature.ofRaw(ByteBuffer.wrap(raw)));
    assertEquals(signature.hashCode(), P256Signature.of(signature.r(), signature.s()).hashCode());
  }
}
