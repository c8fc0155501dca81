package io.github.quotary.evidence.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A certificate that its own key signs, unless it is told otherwise. */
final class TestCertificate {
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final KeyPair keys;
  private final String algorithm;
  private final ASN1ObjectIdentifier algorithmId;
  private final List<Extension> extensions = new ArrayList<>();
  private String issuer = "CN=app";

  private TestCertificate(KeyPair keys, String algorithm, String algorithmId) {
    this.keys = keys;
    this.algorithm = algorithm;
    this.algorithmId = new ASN1ObjectIdentifier(algorithmId);
  }

  static TestCertificate ec() {
    return new TestCertificate(keys("EC", 256), "SHA256withECDSA", "1.2.840.10045.4.3.2");
  }

  static TestCertificate rsa() {
    return new TestCertificate(keys("RSA", 2048), "SHA256withRSA", "1.2.840.113549.1.1.11");
  }

  private static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SubjectPublicKeyInfo, DER. */
  byte[] key() {
    return keys.getPublic().getEncoded();
  }

  TestCertificate issuedBy(String name) {
    issuer = name;
    return this;
  }

  /** An extension with these octets. */
  TestCertificate with(String oid, byte[] value) {
    extensions.add(new Extension(new ASN1ObjectIdentifier(oid), false, value));
    return this;
  }

  /** An extension with these octets in an OCTET STRING. */
  TestCertificate withOctets(String oid, byte[] value) {
    try {
      return with(oid, new DEROctetString(value).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] der() {
    AlgorithmIdentifier signing = new AlgorithmIdentifier(algorithmId);
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    generator.setSignature(signing);
    generator.setIssuer(new X500Name(issuer));
    generator.setSubject(new X500Name("CN=app"));
    generator.setStartDate(new Time(new Date(0)));
    generator.setEndDate(new Time(new Date(1)));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key()));
    if (!extensions.isEmpty()) {
      generator.setExtensions(new Extensions(extensions.toArray(Extension[]::new)));
    }
    TBSCertificate tbs = generator.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance(algorithm, PROVIDER);
      signature.initSign(keys.getPrivate());
      signature.update(tbs.getEncoded("DER"));
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(tbs);
      parts.add(signing);
      parts.add(new DERBitString(signature.sign()));
      return new DERSequence(parts).getEncoded("DER");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] pem(byte[] der) {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
