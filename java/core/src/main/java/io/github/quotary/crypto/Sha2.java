package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 by the JDK, whose implementation uses the processor's own instructions. Thread-safe. */
public final class Sha2 {
  private static final InstancePool<MessageDigest> SHA_256 =
      new InstancePool<>(() -> newDigest("SHA-256"));

  private Sha2() {}

  /** SHA-256 of the bytes; 32 bytes. */
  public static byte[] sha256(byte[] bytes) {
    MessageDigest digest = SHA_256.acquire();
    byte[] hash = digest.digest(bytes);
    SHA_256.release(digest);
    return hash;
  }

  /** SHA-256 of the remaining bytes of all buffers, one after the other; their positions stay. */
  public static byte[] sha256(ByteBuffer... parts) {
    MessageDigest digest = SHA_256.acquire();
    for (ByteBuffer part : parts) {
      digest.update(part.duplicate());
    }
    byte[] hash = digest.digest();
    SHA_256.release(digest);
    return hash;
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
