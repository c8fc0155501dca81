package io.github.quotary.crypto;

/**
 * The one seam through which every signature is verified: ECDSA over P-256.
 *
 * <p>What must hold whatever the engine is checked before an engine is asked: the range of r and s
 * here, the point on the curve by {@link P256PublicKey}. Engines are stateless and thread-safe.
 */
public abstract class EcdsaP256 {
  /** Length of the digest that is signed; a longer one is cut to it (FIPS 186-4, 6.4). */
  public static final int DIGEST_LENGTH = 32;

  /** For engines of this package. */
  EcdsaP256() {}

  /** Bouncy Castle's lightweight engine. */
  public static EcdsaP256 bouncyCastle() {
    return BouncyCastleP256.INSTANCE;
  }

  /** A short name for reports and benchmarks. */
  public abstract String name();

  /**
   * Verifies a signature over a digest.
   *
   * @param digest at least 32 bytes; the leftmost 32 count
   * @return false for r or s outside [1, n-1] and for any signature that does not verify
   * @throws IllegalArgumentException for a digest of fewer than 32 bytes
   */
  public final boolean verify(P256PublicKey key, byte[] digest, P256Signature signature) {
    if (digest.length < DIGEST_LENGTH) {
      throw new IllegalArgumentException(
          "The digest has " + digest.length + " bytes; at least 32 are needed");
    }
    return signature.isInRange() && verifyInRange(key, digest, signature);
  }

  /** Verifies a signature whose r and s are in range, by the leftmost 32 bytes of the digest. */
  abstract boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature);
}
