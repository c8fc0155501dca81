package io.github.quotary.pki;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256Batch;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
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

  /** Extensions that every certificate must carry; what they say is never evaluated. */
  private static final List<ASN1ObjectIdentifier> REQUIRED =
      List.of(
          Extension.authorityKeyIdentifier,
          Extension.cRLDistributionPoints,
          Extension.subjectKeyIdentifier,
          Extension.keyUsage,
          Extension.basicConstraints);

  private static final List<String> REQUIRED_NAMES =
      List.of(
          "authorityKeyIdentifier",
          "cRLDistributionPoints",
          "subjectKeyIdentifier",
          "keyUsage",
          "basicConstraints");

  /**
   * Far more than any certificate of Intel's, in bytes; a bound for hostile input. Bouncy Castle
   * compares each extension with all before it.
   */
  static final int MAX_LENGTH = 1 << 16;

  private final byte[] encoded;
  private final DistinguishedName subject;
  private final DistinguishedName issuer;
  private final BigInteger serial;
  private final Instant notBefore;
  private final Instant notAfter;
  private final byte[] publicKey;
  private final @Nullable P256PublicKey p256Key;
  private final byte[] toBeSignedDigest;
  private final Measurement signatureBytes;
  private final P256Signature signature;
  private final byte @Nullable [] sgxExtension;

  private X509Cert(byte[] encoded, Certificate certificate, KnownCertificates known)
      throws PkiFormatException {
    this.encoded = encoded;
    TBSCertificate tbs = certificate.getTBSCertificate();
    subject = known.name(tbs.getSubject());
    issuer = known.name(tbs.getIssuer());
    serial = tbs.getSerialNumber().getPositiveValue();
    notBefore = instant(tbs.getStartDate(), "notBefore");
    notAfter = instant(tbs.getEndDate(), "notAfter");
    publicKey = tbs.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
    p256Key = P256PublicKey.ofUncompressed(publicKey).orElse(null);
    toBeSignedDigest = Sha2.sha256(Der.encode(tbs, "TBSCertificate"));
    byte[] signatureOctets = certificate.getSignature().getOctets();
    signatureBytes = Measurement.of(signatureOctets);
    signature = EcdsaSignatureValue.parse(signatureOctets);
    sgxExtension = valueOf(requiredExtensions(tbs.getExtensions()).getExtension(SGX_EXTENSION));
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
    Certificate certificate = Der.first(der, "The certificate", Certificate::getInstance);
    try {
      return new X509Cert(der, certificate, known);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiFormatException("The certificate is malformed: " + e.getMessage());
    } catch (RuntimeException e) {
      // A failed cast has words of its own only until the JVM has compiled it.
      throw new PkiFormatException("The certificate is malformed");
    }
  }

  private static Instant instant(Time time, String field) throws PkiFormatException {
    try {
      return time.getDate().toInstant();
    } catch (RuntimeException e) {
      throw new PkiFormatException(field + " is not a valid time");
    }
  }

  private static Extensions requiredExtensions(@Nullable Extensions extensions)
      throws PkiFormatException {
    for (int i = 0; i < REQUIRED.size(); i++) {
      if (extensions == null || extensions.getExtension(REQUIRED.get(i)) == null) {
        throw new PkiFormatException("Extension " + REQUIRED_NAMES.get(i) + " is missing");
      }
    }
    if (extensions == null) {
      throw new PkiFormatException("No extensions");
    }
    return extensions;
  }

  /** Whom the certificate speaks of. */
  public DistinguishedName subject() {
    return subject;
  }

  /** Who issued it. */
  public DistinguishedName issuer() {
    return issuer;
  }

  /** The serial number's magnitude. */
  public BigInteger serial() {
    return serial;
  }

  /** Start of validity; Intel's QVL never looks at it, the default policy does. */
  public Instant notBefore() {
    return notBefore;
  }

  /** End of validity, which is still valid. */
  public Instant notAfter() {
    return notAfter;
  }

  /** The subject's key as its BIT STRING has it; for P-256 0x04, x, y. */
  public byte[] publicKeyBytes() {
    return publicKey.clone();
  }

  /** The subject's key, if it is a point on P-256. */
  public Optional<P256PublicKey> publicKey() {
    return Optional.ofNullable(p256Key);
  }

  /** The signature's BIT STRING; Intel tells its two root certificates apart by it. */
  public Measurement signatureBytes() {
    return signatureBytes;
  }

  /** A copy of the DER. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** The DER itself, for readers of this package only. */
  byte[] der() {
    return encoded;
  }

  /** Whether subject and issuer are the same name. */
  public boolean isSelfIssued() {
    return subject.matches(issuer);
  }

  /** Whether this certificate names the issuer's subject as its issuer. */
  public boolean isIssuedBy(X509Cert candidate) {
    return issuer.matches(candidate.subject);
  }

  /** Whether the other's key made this certificate's signature. One P-256 verification. */
  public boolean isSignedBy(X509Cert signer, EcdsaP256 engine) {
    return signer.p256Key != null && engine.verify(signer.p256Key, toBeSignedDigest, signature);
  }

  /** Adds the question that {@link #isSignedBy} asks to a batch. */
  public void addSignatureTo(P256Batch batch, X509Cert signer) {
    if (signer.p256Key != null) {
      batch.addNew(signer.p256Key, toBeSignedDigest, signature);
    }
  }

  private static byte @Nullable [] valueOf(@Nullable Extension extension) {
    return extension == null ? null : extension.getExtnValue().getOctets();
  }

  /** The value of Intel's SGX extension, the octets inside its OCTET STRING; null without one. */
  byte @Nullable [] sgxExtension() {
    return sgxExtension;
  }
}
