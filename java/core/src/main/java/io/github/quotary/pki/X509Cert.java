package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A certificate (RFC 5280) with what Intel's QVL looks at. Immutable; nothing about it is trusted.
 *
 * <p>Signatures are always taken as ECDSA over P-256 with SHA-256, whatever algorithm is declared.
 */
public final class X509Cert {
  /** Intel's SGX extension. */
  static final ASN1ObjectIdentifier SGX_EXTENSION =
      new ASN1ObjectIdentifier("1.2.840.113741.1.13.1");

  /**
   * Ten times as long as Intel's certificates, in bytes; a bound for hostile input. Bouncy Castle
   * compares each extension with all before it.
   */
  static final int MAX_LENGTH = 1 << 14;

  private final byte[] encoded;
  private final CertificateFields fields;
  private final @Nullable P256PublicKey p256Key;

  /** Computed when it is first asked for. */
  private @Nullable Measurement sha256;

  private X509Cert(byte[] encoded, CertificateFields fields) {
    this.encoded = encoded;
    this.fields = fields;
    p256Key = P256PublicKey.ofUncompressed(fields.publicKey()).orElse(null);
  }

  /** The first certificate in these bytes; what follows it is ignored. */
  static X509Cert parse(byte[] der) throws PkiFormatException {
    return parse(der, new KnownCertificates());
  }

  /** The same with names that are known. */
  static X509Cert parse(byte[] der, KnownCertificates known) throws PkiFormatException {
    if (der.length > MAX_LENGTH) {
      throw new PkiFormatException(
          "The certificate has " + der.length + " bytes; the limit is " + MAX_LENGTH);
    }
    return new X509Cert(der, fields(der, known));
  }

  private static CertificateFields fields(byte[] der, KnownCertificates known)
      throws PkiFormatException {
    try {
      return IntelCertificateReader.read(der, known);
    } catch (OtherLayoutException e) {
      return CertificateReader.read(der, known);
    }
  }

  /** Whom the certificate speaks of. */
  public DistinguishedName subject() {
    return fields.subject();
  }

  /** Who issued it. */
  public DistinguishedName issuer() {
    return fields.issuer();
  }

  /** The serial number's magnitude. */
  public BigInteger serial() {
    return fields.serial();
  }

  /** Start of validity; Intel's QVL never looks at it, the default policy does. */
  public Instant notBefore() {
    return fields.notBefore();
  }

  /** End of validity, which is still valid. */
  public Instant notAfter() {
    return fields.notAfter();
  }

  /** The subject's key as its BIT STRING has it; for P-256 0x04, x, y. */
  public byte[] publicKeyBytes() {
    return fields.publicKey().clone();
  }

  /** The subject's key, if it is a point on P-256. */
  public Optional<P256PublicKey> publicKey() {
    return Optional.ofNullable(p256Key);
  }

  /** The signature's BIT STRING; Intel tells its two root certificates apart by it. */
  public Measurement signatureBytes() {
    return fields.signatureBytes();
  }

  /** A copy of the DER. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** The DER itself, for readers of this package only. */
  byte[] der() {
    return encoded;
  }

  /** SHA-256 of the DER. */
  Measurement sha256() {
    Measurement hash = sha256;
    if (hash == null) {
      hash = Measurement.of(Sha2.sha256(encoded));
      sha256 = hash;
    }
    return hash;
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return subject().matches(issuer());
  }

  /** Whether this certificate names the issuer's subject as its issuer. */
  public boolean isIssuedBy(X509Cert candidate) {
    return issuer().matches(candidate.subject());
  }

  /** Whether the other's key made this certificate's signature. One P-256 verification. */
  public boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    return signer.p256Key != null
        && engine.verify(signer.p256Key, fields.toBeSignedDigest(), fields.signature());
  }

  /** Adds the question that {@link #isSignedBy} asks to a batch. */
  public void addSignatureTo(P256Batch batch, X509Cert signer) {
    if (signer.p256Key != null) {
      batch.addNew(signer.p256Key, fields.toBeSignedDigest(), fields.signature());
    }
  }

  /** The value of Intel's SGX extension, the octets inside its OCTET STRING; null without one. */
  byte @Nullable [] sgxExtension() {
    return fields.sgxExtension();
  }
}
