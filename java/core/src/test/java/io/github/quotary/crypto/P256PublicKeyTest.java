package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class P256PublicKeyTest {
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  /** A point whose x is so small that x + p still has 256 bits. */
  private static final BigInteger X = BigInteger.valueOf(5);

  private static final BigInteger Y =
      new BigInteger("459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc", 16);

  private static byte[] raw(BigInteger x, BigInteger y) {
    byte[] raw = new byte[64];
    put(x, raw, 32);
    put(y, raw, 64);
    return raw;
  }

  private static void put(BigInteger value, byte[] raw, int end) {
    byte[] bytes = value.toByteArray();
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, raw, end - length, length);
  }

  private static boolean isKey(BigInteger x, BigInteger y) {
    return P256PublicKey.ofRaw(ByteBuffer.wrap(raw(x, y))).isPresent();
  }

  @Test
  void isAPointOnTheCurve() {
    P256PublicKey key = P256PublicKey.ofRaw(ByteBuffer.wrap(raw(X, Y))).orElseThrow();
    assertEquals(X, key.x());
    assertEquals(Y, key.y());
    assertArrayEquals(raw(X, Y), key.toRaw());
    assertTrue(isKey(X, P.subtract(Y)), "the point's negative");
  }

  static Stream<byte[]> noPoints() {
    return Stream.of(
        raw(X, Y.add(BigInteger.ONE)),
        raw(X.add(BigInteger.ONE), Y),
        raw(Y, X),
        raw(X.add(P), Y),
        raw(P, Y),
        raw(X, P),
        raw(BigInteger.ZERO, BigInteger.ZERO),
        raw(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE), Y));
  }

  @ParameterizedTest
  @MethodSource("noPoints")
  void isNothingElse(byte[] raw) {
    assertFalse(P256PublicKey.ofRaw(ByteBuffer.wrap(raw)).isPresent());
  }

  /** Both coordinates fulfil the equation modulo p; the encoding is not the point's. */
  @Test
  void isNotAcceptedWithACoordinateNotReduced() {
    assertTrue(isKey(X, Y));
    assertFalse(isKey(X.add(P), Y));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 63, 65})
  void hasSixtyFourBytes(int length) {
    byte[] bytes = Arrays.copyOf(raw(X, Y), length);
    assertFalse(P256PublicKey.ofRaw(ByteBuffer.wrap(bytes)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 5, 6, 7, 0x84})
  void isUncompressedOnly(int first) {
    byte[] encoded = uncompressed();
    assertTrue(P256PublicKey.ofUncompressed(encoded).isPresent());
    encoded[0] = (byte) first;
    assertFalse(P256PublicKey.ofUncompressed(encoded).isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 64, 66})
  void isUncompressedAndWhole(int length) {
    assertFalse(P256PublicKey.ofUncompressed(Arrays.copyOf(uncompressed(), length)).isPresent());
  }

  private static byte[] uncompressed() {
    return HexFormat.of().parseHex("04" + HexFormat.of().formatHex(raw(X, Y)));
  }

  @Test
  void isImmutableAndLeavesTheBuffer() {
    byte[] raw = raw(X, Y);
    ByteBuffer buffer = ByteBuffer.wrap(raw);
    P256PublicKey key = P256PublicKey.ofRaw(buffer).orElseThrow();
    assertEquals(64, buffer.remaining());
    raw[0] = 1;
    key.toRaw()[0] = 1;
    assertEquals(key, P256PublicKey.ofUncompressed(uncompressed()).orElseThrow());
    assertEquals(
        key.hashCode(), P256PublicKey.ofUncompressed(uncompressed()).orElseThrow().hashCode());
    assertNotEquals(key, P256PublicKey.ofRaw(ByteBuffer.wrap(raw(X, P.subtract(Y)))).orElseThrow());
  }
}
