package io.github.quotary.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A provider of the Java Cryptography Architecture that the caller hands over. It is asked
 * directly; the JVM's list of providers is neither read nor changed.
 */
final class JcaP256 extends EcdsaP256 {
  /** Verifies a digest as it stands, with a DER signature. */
  private static final String ALGORITHM = "NONEwithECDSA";

  /** SubjectPublicKeyInfo (RFC 5480) of an uncompressed point on secp256r1, before x. */
  private static final byte[] SPKI =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  /** What a provider's key takes, about, its native memory included. */
  private static final long BYTES_PER_KEY = 1 << 10;

  private static final long MAX_BYTES = 4 << 20;

  private final Provider provider;
  private final PreparedKeys<PublicKey> keys =
      new PreparedKeys<>(MAX_BYTES, TableMaker.ofOneSize(BYTES_PER_KEY, this::imported));

  /**
   * An engine over a provider.
   *
   * @throws IllegalArgumentException if it is the JDK's own SunEC, which is slower than every other
   *     engine, or if it lacks NONEwithECDSA or keys of type EC
   */
  JcaP256(Provider provider) {
    if (provider.getName().equals("SunEC")) {
      throw new IllegalArgumentException(
          "SunEC is not used to verify signatures, since every other engine is faster; take"
              + " EcdsaP256.bouncyCastle() or EcdsaP256.java()");
    }
    this.provider = provider;
    try {
      Signature.getInstance(ALGORITHM, provider);
      keyFactory();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(
          "The provider " + provider.getName() + " cannot verify ECDSA: " + e.getMessage(), e);
    }
  }

  private KeyFactory keyFactory() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance("EC", provider);
  }

  @Override
  public String name() {
    return "jca:" + provider.getName();
  }

  @Override
  public void preparationHint(P256PublicKey key) {
    keys.hint(key);
  }

  @Override
  boolean verifyInRange(P256PublicKey key, byte[] digest, P256Signature signature) {
    PublicKey cached = keys.find(key);
    try {
      Signature verifier = Signature.getInstance(ALGORITHM, provider);
      verifier.initVerify(cached != null ? cached : imported(key));
      verifier.update(digest, 0, DIGEST_LENGTH);
      return verifier.verify(der(signature.raw()));
    } catch (SignatureException e) {
      // How some providers say that a signature does not verify.
      return false;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw refused(e);
    }
  }

  private PublicKey imported(P256PublicKey key) {
    byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + P256PublicKey.RAW_LENGTH);
    System.arraycopy(key.raw(), 0, encoded, SPKI.length, P256PublicKey.RAW_LENGTH);
    try {
      return keyFactory().generatePublic(new X509EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw refused(e);
    }
  }

  private IllegalStateException refused(GeneralSecurityException e) {
    return new IllegalStateException(
        "The provider " + provider.getName() + " refuses a valid P-256 key", e);
  }

  /** ECDSA-Sig-Value (RFC 3279, 2.2.3): a sequence of two integers, at most 72 bytes. */
  private static byte[] der(byte[] raw) {
    byte[] der = new byte[2 + 2 * 35];
    int end = putInteger(raw, 32, der, putInteger(raw, 0, der, 2));
    der[0] = 0x30;
    der[1] = (byte) (end - 2);
    return Arrays.copyOf(der, end);
  }

  private static int putInteger(byte[] raw, int from, byte[] der, int to) {
    int start = from;
    while (start < from + 31 && raw[start] == 0) {
      start++;
    }
    int length = from + 32 - start;
    int padding = raw[start] < 0 ? 1 : 0;
    der[to] = 2;
    der[to + 1] = (byte) (length + padding);
    System.arraycopy(raw, start, der, to + 2 + padding, length);
    return to + 2 + padding + length;
  }
}
