package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The digest and the signature of a message, taken from a buffer of any kind; the memory for it
 * included, so that nothing is allocated. Not thread-safe.
 */
final class SignedMessage {
  /** More than what is signed in a quote; a longer message is read in pieces. */
  private static final int PIECE = 1024;

  private final MessageDigest sha256 = Sha2.newDigest("SHA-256");
  private final byte[] piece = new byte[PIECE];

  /** SHA-256 of the message. */
  final byte[] digest = new byte[EcdsaP256.DIGEST_LENGTH];

  /** r followed by s. */
  final byte[] signature = new byte[P256Signature.RAW_LENGTH];

  /**
   * Reads both.
   *
   * @throws IndexOutOfBoundsException if the buffer does not have them
   */
  void read(ByteBuffer data, int messageAt, int messageSize, int signatureAt) {
    data.get(signatureAt, signature);
    sha256.reset();
    int end = messageAt + messageSize;
    for (int at = messageAt; at < end; at += PIECE) {
      int size = Math.min(PIECE, end - at);
      data.get(at, piece, 0, size);
      sha256.update(piece, 0, size);
    }
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 does not fit 32 bytes", e);
    }
  }
}
