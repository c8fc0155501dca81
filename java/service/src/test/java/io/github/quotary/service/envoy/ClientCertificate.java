package io.github.quotary.service.envoy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Date;
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

/** A client's certificate, which its own key signs. */
final class ClientCertificate {
  private static final String DSTACK_QUOTE = "1.3.6.1.4.1.62397.1.1";
  private static final String DSTACK_LOG = "1.3.6.1.4.1.62397.1.2";

  private final KeyPair keys;

  private ClientCertificate(KeyPair keys) {
    this.keys = keys;
  }

  static ClientCertificate create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return new ClientCertificate(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** SubjectPublicKeyInfo, DER. */
  byte[] key() {
    return keys.getPublic().getEncoded();
  }

  /** The certificate without evidence, as Envoy forwards it. */
  String plain() {
    return urlEncoded(der(null));
  }

  /** The certificate with dstack's quote and an empty log, as Envoy forwards it. */
  String with(byte[] quote) {
    try {
      return urlEncoded(
          der(
              new Extensions(
                  new Extension[] {
                    extension(DSTACK_QUOTE, quote), extension(DSTACK_LOG, "[]".getBytes(US_ASCII))
                  })));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Extension extension(String oid, byte[] value) throws IOException {
    return new Extension(
        new ASN1ObjectIdentifier(oid), false, new DEROctetString(value).getEncoded());
  }

  private byte[] der(Extensions extensions) {
    AlgorithmIdentifier signing =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    generator.setSignature(signing);
    generator.setIssuer(new X500Name("CN=app"));
    generator.setSubject(new X500Name("CN=app"));
    generator.setStartDate(new Time(new Date(0)));
    generator.setEndDate(new Time(new Date(1)));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key()));
    if (extensions != null) {
      generator.setExtensions(extensions);
    }
    TBSCertificate tbs = generator.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(tbs.getEncoded("DER"));
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(tbs);
      parts.add(signing);
      parts.add(new DERBitString(signature.sign()));
      return new DERSequence(parts).getEncoded("DER");
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String urlEncoded(byte[] der) {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END CERTIFICATE-----\n";
    return pem.replace("\n", "%0A")
        .replace(" ", "%20")
        .replace("+", "%2B")
        .replace("/", "%2F")
        .replace("=", "%3D");
  }
}
