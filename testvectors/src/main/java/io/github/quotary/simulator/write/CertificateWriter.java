package io.github.quotary.simulator.write;

import io.github.quotary.simulator.octets.Der;
import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Names;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import io.github.quotary.simulator.spec.StandardExtension;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Writes and signs X.509 certificates. */
public final class CertificateWriter {
  private static final String CRL_BASE = "https://certificates.quotary.invalid/";

  private final KeyRing keys;
  private final PlatformSpec platform;

  public CertificateWriter(KeyRing keys, PlatformSpec platform) {
    this.keys = keys;
    this.platform = platform;
  }

  /** The DER encoding of the certificate. */
  public byte[] write(CertificateSpec certificate) {
    V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
    body.setSerialNumber(new ASN1Integer(certificate.serial()));
    body.setSignature(Der.ECDSA_WITH_SHA256);
    body.setIssuer(Names.of(certificate.issuer()));
    body.setStartDate(Der.time(certificate.notBefore()));
    body.setEndDate(Der.time(certificate.notAfter()));
    body.setSubject(Names.of(certificate.subject()));
    body.setSubjectPublicKeyInfo(keys.key(certificate.key()).publicKeyInfo());
    body.setExtensions(extensions(certificate).generate());
    return Der.signed(body.generateTBSCertificate(), keys.key(certificate.issuerKey()));
  }

  private ExtensionsGenerator extensions(CertificateSpec certificate) {
    ExtensionsGenerator all = new ExtensionsGenerator();
    for (StandardExtension extension : StandardExtension.values()) {
      if (!certificate.omitted().contains(extension)) {
        addStandard(all, extension, certificate);
      }
    }
    if (certificate.pck() && platform.form() != SgxExtensionForm.ABSENT) {
      add(all, SgxExtension.OID, false, SgxExtension.of(platform));
    }
    return all;
  }

  private void addStandard(
      ExtensionsGenerator all, StandardExtension extension, CertificateSpec certificate) {
    switch (extension) {
      case AUTHORITY_KEY_IDENTIFIER ->
          add(
              all,
              Extension.authorityKeyIdentifier,
              false,
              new AuthorityKeyIdentifier(keyIdentifier(certificate.issuerKey())));
      case CRL_DISTRIBUTION_POINTS ->
          add(all, Extension.cRLDistributionPoints, false, distributionPoint(certificate));
      case SUBJECT_KEY_IDENTIFIER ->
          add(
              all,
              Extension.subjectKeyIdentifier,
              false,
              new SubjectKeyIdentifier(keyIdentifier(certificate.key())));
      case KEY_USAGE -> add(all, Extension.keyUsage, true, keyUsage(certificate));
      case BASIC_CONSTRAINTS ->
          add(all, Extension.basicConstraints, true, new BasicConstraints(certificate.authority()));
    }
  }

  /** RFC 5280 §4.2.1.2, method 1. */
  byte[] keyIdentifier(String key) {
    return Digests.sha1(keys.key(key).publicPoint());
  }

  private static KeyUsage keyUsage(CertificateSpec certificate) {
    return certificate.authority()
        ? new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
        : new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
  }

  private static CRLDistPoint distributionPoint(CertificateSpec certificate) {
    String address = CRL_BASE + certificate.issuer().replace(' ', '-') + ".der";
    GeneralName name =
        new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(address));
    DistributionPointName pointName = new DistributionPointName(new GeneralNames(name));
    return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(pointName, null, null)});
  }

  private static void add(
      ExtensionsGenerator all, ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    all.addExtension(oid, critical, Der.encode(value));
  }
}
