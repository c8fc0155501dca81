package io.github.quotary.challenge;

import io.github.quotary.crypto.Sha2;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * The 64 bytes of report data with which a guest says: this key is mine, for this purpose, and I
 * was asked with this nonce. Stateless and thread-safe.
 *
 * <p>The report data is SHA-512 of these bytes, each length an unsigned 32-bit integer, big-endian:
 *
 * <pre>
 * offset        size  content
 * 0             23    the 22 ASCII characters "quotary report data v1", then one byte of zero
 * 23            4     length c of the context, 1 to 255
 * 27            c     the context: printable ASCII without blanks (0x21 to 0x7e)
 * 27+c          4     length k of the key, 1 to 65536
 * 31+c          k     the key, as both sides agreed to write it: a SubjectPublicKeyInfo in DER,
 *                     or a raw public key
 * 31+c+k        4     length of the nonce: 32, or 0 for none
 * 35+c+k        32    the nonce, if there is one
 * </pre>
 *
 * <p>No two triples of context, key and nonce have the same bytes. With the context {@code
 * payments/v1}, the 32 key bytes 20, 21, ... 3f and the nonce 00, 01, ... 1f (hexadecimal) it is
 *
 * <pre>
 * 85befcc82bb7509fd9c5489d4b72518c029b9debe75b3378e9abd084ca03bb63
 * 5b9e4b627ff9bbd1d0a1036dd13a30c53b5f75038b9a516c8b32b7468e06394c
 * </pre>
 *
 * and without a nonce
 *
 * <pre>
 * c4c8e927a4620019a9cab181144f65fea5600df97f19097992cbf6db6c9444bd
 * 0d6f2d125282e6bf543cf4703d66337e18d402d7428a92174c7d857426ae3539
 * </pre>
 */
public final class KeyBinding {
  /** Size of a nonce in bytes. */
  public static final int NONCE_SIZE = 32;

  private static final int REPORT_DATA_SIZE = 64;

  private static final int MAX_CONTEXT = 255;
  private static final int MAX_KEY = 1 << 16;
  private static final byte[] SEPARATOR =
      "quotary report data v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_NONCE = {};

  private KeyBinding() {}

  /**
   * Report data that binds a key to a context, without a nonce: it says nothing about when the
   * quote was made.
   *
   * @param context what the key is for, for example {@code payments/v1}: 1 to 255 printable ASCII
   *     characters without blanks
   * @param key 1 to 65536 bytes
   * @return 64 bytes
   * @throws IllegalArgumentException if a size or a character is not possible
   */
  public static byte[] reportData(String context, byte[] key) {
    return sha512(encode(context, key, NO_NONCE));
  }

  /**
   * Report data that binds a key to a context and a nonce.
   *
   * @param context what the key is for, for example {@code payments/v1}: 1 to 255 printable ASCII
   *     characters without blanks
   * @param key 1 to 65536 bytes
   * @param nonce 32 bytes
   * @return 64 bytes
   * @throws IllegalArgumentException if a size or a character is not possible
   */
  public static byte[] reportData(String context, byte[] key, byte[] nonce) {
    requireNonce(nonce);
    return sha512(encode(context, key, nonce));
  }

  /**
   * SHA-512 of the nonce and then the key, for guests that know no other construction. It has no
   * context: an answer to one application is an answer to every other that uses the same nonce.
   *
   * <p>With the nonce 00, 01, ... 1f and the key bytes 20, 21, ... 3f it is
   *
   * <pre>
   * ee4320ebaf3fdb4f2c832b137200c08e235e0fa7bbd0eb1740c7063ba8a0d151
   * da77e003398e1714a955d475b05e3e950b639503b452ec185de4229bc4873949
   * </pre>
   *
   * @param nonce 32 bytes
   * @param key 1 to 65536 bytes
   * @return 64 bytes
   * @throws IllegalArgumentException if a size is not possible
   */
  public static byte[] plain(byte[] nonce, byte[] key) {
    requireNonce(nonce);
    requireKey(key);
    MessageDigest digest = Sha2.newDigest("SHA-512");
    digest.update(nonce);
    return digest.digest(key);
  }

  /**
   * Whether both are the same 64 bytes, compared in a time that does not depend on where they
   * differ.
   */
  public static boolean matches(byte[] reportData, byte[] expected) {
    return expected.length == REPORT_DATA_SIZE && MessageDigest.isEqual(reportData, expected);
  }

  /** The bytes that are hashed. */
  static byte[] encode(String context, byte[] key, byte[] nonce) {
    requireContext(context);
    requireKey(key);
    byte[] name = context.getBytes(StandardCharsets.US_ASCII);
    int size = SEPARATOR.length + 3 * Integer.BYTES + name.length + key.length + nonce.length;
    byte[] bytes = new byte[size];
    ByteBuffer target = ByteBuffer.wrap(bytes).put(SEPARATOR);
    target.putInt(name.length).put(name);
    target.putInt(key.length).put(key);
    target.putInt(nonce.length).put(nonce);
    return bytes;
  }

  static void requireContext(String context) {
    if (context.isEmpty() || context.length() > MAX_CONTEXT) {
      throw new IllegalArgumentException(
          "A context of "
              + context.length()
              + " characters; 1 to "
              + MAX_CONTEXT
              + " are possible");
    }
    for (int i = 0; i < context.length(); i++) {
      char c = context.charAt(i);
      if (c < 0x21 || c > 0x7e) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "The context has U+%04X at index %d;"
                    + " write printable ASCII without blanks, such as payments/v1",
                (int) c,
                i));
      }
    }
  }

  static void requireNonce(byte[] nonce) {
    if (nonce.length != NONCE_SIZE) {
      throw new IllegalArgumentException(
          "A nonce of " + nonce.length + " bytes; it has " + NONCE_SIZE);
    }
  }

  private static void requireKey(byte[] key) {
    if (key.length == 0 || key.length > MAX_KEY) {
      throw new IllegalArgumentException(
          "A key of " + key.length + " bytes; 1 to " + MAX_KEY + " are possible");
    }
  }

  private static byte[] sha512(byte[] bytes) {
    return Sha2.newDigest("SHA-512").digest(bytes);
  }
}
