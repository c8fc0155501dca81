package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 by the JDK, whose implementation uses the processor's own instructions. Thread-safe. */
public final class Sha2 {
  private Sha2() {}

  /** SHA-256 of the bytes; 32 bytes. */
  public static byte[] sha256(byte[] bytes) {
    return newDigest("SHA-256").digest(bytes);
  }

  /** SHA-256 of the remaining bytes of all buffers, one after the other; their positions stay. */
  public static byte[] sha256(ByteBuffer... parts) {
    MessageDigest digest = newDigest("SHA-256");
    for (ByteBuffer part : parts) {
      digest.update(part.duplicate());
    }
    return digest.digest();
  }

  /**
   * A hash by its JCA name.
   *
   * @throws IllegalStateException if this Java runtime lacks it; every one has SHA-256, 384 and 512
   */
  public static MessageDigest newDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no " + algorithm, e);
    }
  }
}
