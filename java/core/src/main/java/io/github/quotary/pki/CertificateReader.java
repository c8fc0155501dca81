package io.github.quotary.pki;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.quote.Measurement;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/** Reads any certificate that Intel's QVL does, with Bouncy Castle. */
final class CertificateReader {
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

  private CertificateReader() {}

  /** The fields of the first certificate in these bytes; what follows it is ignored. */
  static CertificateFields read(byte[] der, KnownCertificates known) throws PkiFormatException {
    Certificate certificate = Der.first(der, "The certificate", Certificate::getInstance);
    try {
      return fields(certificate, known);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new PkiFormatException("The certificate is malformed: " + e.getMessage());
    } catch (RuntimeException e) {
      // A failed cast has words of its own only until the JVM has compiled it.
      throw new PkiFormatException("The certificate is malformed");
    }
  }

  private static CertificateFields fields(Certificate certificate, KnownCertificates known)
      throws PkiFormatException {
    TBSCertificate tbs = certificate.getTBSCertificate();
    byte[] signature = certificate.getSignature().getOctets();
    return new CertificateFields(
        known.name(tbs.getSubject()),
        known.name(tbs.getIssuer()),
        tbs.getSerialNumber().getPositiveValue(),
        Der.time(tbs.getStartDate(), "notBefore"),
        Der.time(tbs.getEndDate(), "notAfter"),
        tbs.getSubjectPublicKeyInfo().getPublicKeyData().getOctets(),
        Sha2.sha256(Der.encode(tbs, "TBSCertificate")),
        Measurement.of(signature),
        EcdsaSignatureValue.parse(signature),
        valueOf(requiredExtensions(tbs.getExtensions()).getExtension(X509Cert.SGX_EXTENSION)));
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

  private static byte @Nullable [] valueOf(@Nullable Extension extension) {
    return extension == null ? null : extension.getExtnValue().getOctets();
  }
}
