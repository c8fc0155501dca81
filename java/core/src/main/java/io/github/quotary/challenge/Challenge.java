package io.github.quotary.challenge;

import io.github.quotary.crypto.Sha2;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A nonce for one quote, and what it is for. The relying party creates it, {@linkplain
 * ChallengeStore#remember remembers} it and sends the nonce; the guest puts {@link #reportData}
 * over its own key into a quote; the relying party {@linkplain ChallengeStore#take takes} the
 * nonce, verifies the quote with that report data, and then trusts the key. A nonce is public; that
 * it answers once is what counts. Immutable and thread-safe.
 */
public final class Challenge {
  private static final int SHOWN = 8;

  private final String context;
  private final byte[] nonce;

  private Challenge(String context, byte[] nonce) {
    KeyBinding.requireContext(context);
    KeyBinding.requireNonce(nonce);
    this.context = context;
    this.nonce = nonce;
  }

  /**
   * A challenge with a new nonce.
   *
   * @param context the relying party's own name for what the key is for, for example {@code
   *     payments/v1}: 1 to 255 printable ASCII characters without blanks. It never comes from the
   *     guest
   * @param random the source of the nonce's 32 bytes
   * @throws IllegalArgumentException if the context is not possible
   */
  public static Challenge create(String context, SecureRandom random) {
    byte[] nonce = new byte[KeyBinding.NONCE_SIZE];
    random.nextBytes(nonce);
    return new Challenge(context, nonce);
  }

  /**
   * A challenge as a store wrote it down.
   *
   * @param nonce 32 bytes, which are copied
   * @throws IllegalArgumentException if the context or the nonce's size is not possible
   */
  public static Challenge of(String context, byte[] nonce) {
    return new Challenge(context, nonce.clone());
  }

  /** What the key is for. */
  public String context() {
    return context;
  }

  /** A copy of the 32 bytes to send to the guest. */
  public byte[] nonce() {
    return nonce.clone();
  }

  /**
   * The report data that answers this challenge for a key, by {@link KeyBinding}'s construction.
   *
   * @param key the bytes that the guest presents, 1 to 65536
   * @return 64 bytes
   * @throws IllegalArgumentException if the key has no bytes or too many
   */
  public byte[] reportData(byte[] key) {
    return KeyBinding.reportData(context, key, nonce);
  }

  /**
   * The report data that answers this challenge for a key by SHA-512(nonce, key), which leaves the
   * context out.
   *
   * @param key the bytes that the guest presents, 1 to 65536
   * @return 64 bytes
   * @throws IllegalArgumentException if the key has no bytes or too many
   */
  public byte[] plainReportData(byte[] key) {
    return KeyBinding.plain(nonce, key);
  }

  /** The context and the nonce are the same; the nonce is compared in constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Challenge challenge
        && context.equals(challenge.context)
        && MessageDigest.isEqual(nonce, challenge.nonce);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nonce);
  }

  /** One line for a log: the context and the first 8 bytes of the nonce's SHA-256. */
  @Override
  public String toString() {
    String hash = HexFormat.of().formatHex(Sha2.sha256(nonce), 0, SHOWN);
    return "challenge " + context + " " + hash;
  }
}
