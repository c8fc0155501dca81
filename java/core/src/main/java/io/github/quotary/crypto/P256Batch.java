package io.github.quotary.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Signatures that are to be verified in one call of {@link EcdsaP256#verifyAll}, and then the
 * answers. Each stands in a lane of its own, numbered from 0 in the order of adding; whatever one
 * lane holds changes the answer of no other. Made once, and used again after {@link #clear()}:
 * nothing is allocated. Not thread-safe.
 */
public final class P256Batch {
  private final @Nullable P256PublicKey[] keys;
  private final byte[] digests;
  private final byte[] signatures;
  private final boolean[] answers;

  /**
   * For each hash of a digest the last lane with it, and for each lane the one before with the same
   * hash; both plus one, so that 0 is none.
   */
  private final int[] lastOfHash;

  private final int[] before;
  private final SignedMessage message = new SignedMessage();
  private int size;

  /**
   * A batch for at most {@code capacity} signatures; it takes about 110 bytes for each. Sixty-four
   * is a good number: more gain little.
   *
   * @throws IllegalArgumentException unless the capacity is between 1 and 65536
   */
  public P256Batch(int capacity) {
    if (capacity < 1 || capacity > 65536) {
      throw new IllegalArgumentException(
          "A batch holds between 1 and 65536 signatures, not " + capacity);
    }
    keys = new @Nullable P256PublicKey[capacity];
    digests = new byte[capacity * EcdsaP256.DIGEST_LENGTH];
    signatures = new byte[capacity * P256Signature.RAW_LENGTH];
    answers = new boolean[capacity];
    lastOfHash = new int[Integer.highestOneBit(capacity) * 2];
    before = new int[capacity];
  }

  /** How many signatures it can hold. */
  public int capacity() {
    return keys.length;
  }

  /** How many signatures it holds. */
  public int size() {
    return size;
  }

  /** Whether it can take no more. */
  public boolean isFull() {
    return size == keys.length;
  }

  /** Forgets all signatures and answers. */
  public void clear() {
    Arrays.fill(keys, 0, size, null);
    Arrays.fill(lastOfHash, 0);
    size = 0;
  }

  /**
   * Adds a signature over a digest.
   *
   * @param digest at least 32 bytes; the leftmost 32 count, and are copied
   * @return its lane
   * @throws IllegalStateException if the batch is full
   * @throws IllegalArgumentException for a digest of fewer than 32 bytes
   */
  public int add(P256PublicKey key, byte[] digest, P256Signature signature) {
    return add(key, digest, 0, signature.raw(), 0);
  }

  /**
   * Adds a signature over a digest, both copied from larger arrays.
   *
   * @param digest 32 bytes from {@code digestAt}
   * @param signature r followed by s, 64 bytes from {@code signatureAt}
   * @return its lane
   * @throws IllegalStateException if the batch is full
   * @throws IllegalArgumentException for an array that ends before
   */
  public int add(
      P256PublicKey key, byte[] digest, int digestAt, byte[] signature, int signatureAt) {
    if (isFull()) {
      throw new IllegalStateException("The batch is full: it holds " + size + " signatures");
    }
    requireBytes("digest", digest, digestAt, EcdsaP256.DIGEST_LENGTH);
    requireBytes("signature", signature, signatureAt, P256Signature.RAW_LENGTH);
    System.arraycopy(
        digest, digestAt, digests, size * EcdsaP256.DIGEST_LENGTH, EcdsaP256.DIGEST_LENGTH);
    System.arraycopy(
        signature,
        signatureAt,
        signatures,
        size * P256Signature.RAW_LENGTH,
        P256Signature.RAW_LENGTH);
    keys[size] = key;
    answers[size] = false;
    int hash = hash(digest, digestAt);
    before[size] = lastOfHash[hash];
    lastOfHash[hash] = size + 1;
    return size++;
  }

  /**
   * Adds a signature over the SHA-256 of a message, where both stand in one buffer, as in a quote.
   * Both are read now; the buffer's position and limit stay.
   *
   * @param data a buffer of any kind
   * @param messageAt index of the message's first byte
   * @param messageSize its length in bytes
   * @param signatureAt index of the signature: r followed by s, 64 bytes
   * @return its lane
   * @throws IllegalStateException if the batch is full
   * @throws IndexOutOfBoundsException if the buffer ends before the message or the signature
   */
  public int addMessage(
      P256PublicKey key, ByteBuffer data, int messageAt, int messageSize, int signatureAt) {
    message.read(data, messageAt, messageSize, signatureAt);
    return add(key, message.digest, 0, message.signature, 0);
  }

  /**
   * The same, unless the signature is there or the batch is full.
   *
   * @throws IndexOutOfBoundsException if the buffer ends before the message or the signature
   */
  public void addNewMessage(
      P256PublicKey key, ByteBuffer data, int messageAt, int messageSize, int signatureAt) {
    message.read(data, messageAt, messageSize, signatureAt);
    if (!isFull() && laneOf(key, message.digest, message.signature) < 0) {
      add(key, message.digest, 0, message.signature, 0);
    }
  }

  /** Adds a signature over a digest, unless it is there or the batch is full. */
  public void addNew(P256PublicKey key, byte[] digest, P256Signature signature) {
    if (!isFull() && laneOf(key, digest, signature.raw()) < 0) {
      add(key, digest, signature);
    }
  }

  /** The lane of this signature by this key over the leftmost 32 bytes of this digest, or -1. */
  int laneOf(P256PublicKey key, byte[] digest, byte[] signature) {
    for (int lane = lastOfHash[hash(digest, 0)] - 1; lane >= 0; lane = before[lane] - 1) {
      int digestAt = lane * EcdsaP256.DIGEST_LENGTH;
      int signatureAt = lane * P256Signature.RAW_LENGTH;
      if (Arrays.equals(
              digests,
              digestAt,
              digestAt + EcdsaP256.DIGEST_LENGTH,
              digest,
              0,
              EcdsaP256.DIGEST_LENGTH)
          && Arrays.equals(
              signatures,
              signatureAt,
              signatureAt + P256Signature.RAW_LENGTH,
              signature,
              0,
              P256Signature.RAW_LENGTH)
          && key.equals(keys[lane])) {
        return lane;
      }
    }
    return -1;
  }

  /** A digest's last bytes are as good as random. */
  private int hash(byte[] digest, int at) {
    int end = at + EcdsaP256.DIGEST_LENGTH;
    int last =
        ((digest[end - 3] & 0xff) << 16)
            | ((digest[end - 2] & 0xff) << 8)
            | (digest[end - 1] & 0xff);
    return last & (lastOfHash.length - 1);
  }

  private static void requireBytes(String what, byte[] bytes, int at, int length) {
    if (at < 0 || at > bytes.length - length) {
      throw new IllegalArgumentException(
          "The "
              + what
              + " has "
              + bytes.length
              + " bytes; "
              + length
              + " from "
              + at
              + " on are needed");
    }
  }

  /**
   * The answer for a lane: false before {@link EcdsaP256#verifyAll}, too.
   *
   * @throws IndexOutOfBoundsException unless a signature stands in that lane
   */
  public boolean isVerified(int lane) {
    return answers[Objects.checkIndex(lane, size)];
  }

  /**
   * The digest that a lane's signature is over, 32 bytes: a copy.
   *
   * @throws IndexOutOfBoundsException unless a signature stands in that lane
   */
  public byte[] digest(int lane) {
    int start = Objects.checkIndex(lane, size) * EcdsaP256.DIGEST_LENGTH;
    return Arrays.copyOfRange(digests, start, start + EcdsaP256.DIGEST_LENGTH);
  }

  P256PublicKey key(int lane) {
    return Objects.requireNonNull(keys[lane]);
  }

  byte[] digests() {
    return digests;
  }

  byte[] signatures() {
    return signatures;
  }

  void answer(int lane, boolean verified) {
    answers[lane] = verified;
  }
}
