package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The root public key that every chain must end in. Immutable.
 *
 * <p>A key, not a certificate: Intel has issued two root certificates for one key. That the chains
 * of one verification end in the same certificate is checked besides.
 */
public final class TrustAnchor {
  private static final TrustAnchor INTEL =
      new TrustAnchor(
          "Intel SGX Root CA",
          HexFormat.of()
              .parseHex(
                  "040ba9c4c0c0c86193a3fe23d6b02cda10a8bbd4e88e48b4458561a36e705525f5"
                      + "67918e2edc88e40d860bd0cc4ee26aacc988e505a953558c453f6b0904ae7394"),
          Measurement.fromHex("44a0196b2b99f889b8e149e95b807a350e7424964399e885a7cbb8ccfab674d3"));

  private static final int SHOWN = 4;
  private static final byte DER_SEQUENCE = 0x30;

  private final String name;
  private final byte[] publicKey;

  /** SHA-256 of a certificate of this key that the key itself has signed; null if none is known. */
  private final @Nullable Measurement selfSigned;

  private TrustAnchor(String name, byte[] publicKey, @Nullable Measurement selfSigned) {
    this.name = name;
    this.publicKey = publicKey;
    this.selfSigned = selfSigned;
  }

  /** Intel's SGX root key, which signs for SGX and TDX alike. */
  public static TrustAnchor intelSgxRootCa() {
    return INTEL;
  }

  /**
   * The key of a root certificate, for a test or private PKI. One P-256 verification: whether the
   * certificate is signed by itself, so that it need not be asked of the same certificate again.
   *
   * @param certificate one certificate, as PEM or DER
   * @throws IllegalArgumentException if it is not one certificate, not self-issued, or its key is
   *     not a point on P-256
   */
  public static TrustAnchor of(byte[] certificate) {
    X509Cert root = single(certificate);
    if (!root.isSelfIssued()) {
      throw new IllegalArgumentException(
          "A trust anchor's certificate is self-issued; this one names "
              + root.issuer()
              + " as issuer of "
              + root.subject());
    }
    if (root.publicKey().isEmpty()) {
      throw new IllegalArgumentException("The trust anchor's key is not a point on P-256");
    }
    byte[] key = root.publicKeyBytes();
    return Arrays.equals(key, INTEL.publicKey)
        ? INTEL
        : new TrustAnchor(
            "the given root (key hash "
                + HexFormat.of().formatHex(Sha2.sha256(key), 0, SHOWN)
                + "...)",
            key,
            root.isSignedBy(root, EcdsaP256.bouncyCastle()) ? root.sha256() : null);
  }

  private static X509Cert single(byte[] certificate) {
    try {
      if (certificate.length > 0 && certificate[0] == DER_SEQUENCE) {
        return X509Cert.parse(certificate);
      }
      List<byte[]> certificates = PemChain.split(ByteBuffer.wrap(certificate));
      if (certificates.size() != 1) {
        throw new IllegalArgumentException(
            "A trust anchor is one certificate, not " + certificates.size());
      }
      return X509Cert.parse(certificates.get(0));
    } catch (PkiFormatException e) {
      throw new IllegalArgumentException("Not a root certificate: " + e.problem(), e);
    }
  }

  /** Whose key it is, for reports: Intel's, or a hash; not what a certificate calls itself. */
  public String name() {
    return name;
  }

  /** The key. */
  public P256PublicKey publicKey() {
    return P256PublicKey.ofUncompressed(publicKey).orElseThrow();
  }

  /**
   * SHA-256 of the key as 65 bytes, uncompressed (0x04, x, y): the name of the key in every output.
   */
  public Measurement sha256() {
    return Measurement.of(Sha2.sha256(publicKey));
  }

  /** Whether it is Intel's SGX root key. Under any other, nothing is said of Intel's hardware. */
  public boolean isIntel() {
    return equals(INTEL);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrustAnchor anchor && Arrays.equals(publicKey, anchor.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }

  /**
   * Whether the certificate, which names itself as its issuer, is signed by its own key. Of the
   * very certificate that the anchor is known by, byte for byte, this is known; of any other, one
   * P-256 verification.
   */
  public boolean isSelfSigned(X509Cert certificate, EcdsaP256 engine) {
    return isKnownBy(certificate) || certificate.isSignedBy(certificate, engine);
  }

  /** Adds the question that {@link #isSelfSigned} asks an engine, if it asks one, to a batch. */
  public void addSelfSignatureTo(P256Batch batch, X509Cert certificate) {
    if (!isKnownBy(certificate)) {
      certificate.addSignatureTo(batch, certificate);
    }
  }

  private boolean isKnownBy(X509Cert certificate) {
    return selfSigned != null && selfSigned.equals(certificate.sha256());
  }

  /** Whether the certificate carries this key. Says nothing about its signature. */
  public boolean matches(X509Cert certificate) {
    return Arrays.equals(publicKey, certificate.publicKeyBytes());
  }
}
