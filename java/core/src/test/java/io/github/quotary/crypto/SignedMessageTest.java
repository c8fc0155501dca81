package io.github.quotary.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and signatures that stand in one buffer. */
class SignedMessageTest {
  private static final int MESSAGE_AT = 7;
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));
  private static final BigInteger SECRET = BigInteger.valueOf(20_260_820);
  private static final P256PublicKey KEY =
      P256PublicKey.ofUncompressed(DOMAIN.getG().multiply(SECRET).getEncoded(false)).orElseThrow();

  static Stream<EcdsaP256> engines() {
    EcdsaP256 knowing = EcdsaP256.java();
    for (int hint = 0; hint < 3; hint++) {
      knowing.preparationHint(KEY);
    }
    return Stream.of(EcdsaP256.bouncyCastle(), EcdsaP256.java(), knowing);
  }

  /** Something, a message of this size, its signature, something. */
  private static byte[] signed(int size) {
    byte[] bytes = new byte[MESSAGE_AT + size + P256Signature.RAW_LENGTH + 3];
    new Random(size).nextBytes(bytes);
    byte[] message = new byte[size];
    System.arraycopy(bytes, MESSAGE_AT, message, 0, size);
    ECDSASigner signer = new ECDSASigner();
    signer.init(true, new ECPrivateKeyParameters(SECRET, DOMAIN));
    BigInteger[] rs = signer.generateSignature(Sha2.sha256(message));
    System.arraycopy(P256Signature.of(rs[0], rs[1]).toRaw(), 0, bytes, MESSAGE_AT + size, 64);
    return bytes;
  }

  private static boolean verify(EcdsaP256 engine, ByteBuffer data, int size) {
    P256Batch batch = new P256Batch(1);
    batch.addMessage(KEY, data, MESSAGE_AT, size, MESSAGE_AT + size);
    engine.verifyAll(batch);
    boolean alone = engine.verifyMessage(KEY, data, MESSAGE_AT, size, MESSAGE_AT + size);
    assertEquals(alone, batch.isVerified(0));
    return alone;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyByteOfMessageAndSignatureCounts(EcdsaP256 engine) {
    for (int size : new int[] {0, 1, 632, 1023, 1024, 1025, 3000}) {
      byte[] bytes = signed(size);
      assertTrue(verify(engine, ByteBuffer.wrap(bytes), size));
      for (int i = 0; i < bytes.length; i += 61) {
        bytes[i] ^= 1;
        boolean outside = i < MESSAGE_AT || i >= MESSAGE_AT + size + 64;
        assertEquals(outside, verify(engine, ByteBuffer.wrap(bytes), size), "byte " + i);
        bytes[i] ^= 1;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void readsAnyBufferAndLeavesItsPosition(int position) {
    byte[] bytes = signed(632);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).clear();
    ByteBuffer readOnly = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    for (ByteBuffer data : new ByteBuffer[] {direct, readOnly}) {
      data.position(position);
      assertTrue(verify(EcdsaP256.java(), data, 632));
      assertEquals(position, data.position());
    }
  }

  /** What was left half read must not spoil the next message. */
  @Test
  void aBufferThatEndsBeforeIsRefused() {
    ByteBuffer data = ByteBuffer.wrap(signed(632));
    EcdsaP256 engine = EcdsaP256.java();
    P256Batch batch = new P256Batch(1);
    int tooLong = data.capacity();
    for (int i = 0; i < 50; i++) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> engine.verifyMessage(KEY, data, MESSAGE_AT, tooLong + 2000, 0));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> batch.addMessage(KEY, data, MESSAGE_AT, 632, tooLong - 63));
    }
    assertTrue(verify(engine, data, 632));
    assertEquals(0, batch.size());
    byte[] zeros = new byte[200];
    assertFalse(verify(engine, ByteBuffer.wrap(zeros), 100));
  }

  @Test
  void allocatesNothing() {
    EcdsaP256 engine = EcdsaP256.java();
    ByteBuffer data = ByteBuffer.wrap(signed(632)).asReadOnlyBuffer();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    engine.verifyMessage(KEY, data, MESSAGE_AT, 632, MESSAGE_AT + 632);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 300; i++) {
      engine.verifyMessage(KEY, data, MESSAGE_AT, 632, MESSAGE_AT + 632);
    }
    assertEquals(0, (threads.getCurrentThreadAllocatedBytes() - before) / 300);
  }
}
