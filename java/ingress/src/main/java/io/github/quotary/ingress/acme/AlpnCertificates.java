package io.github.quotary.ingress.acme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates that answer tls-alpn-01 challenges (RFC 8737, section 3). */
final class AlpnCertificates {
  /** {@code id-pe-acmeIdentifier}. */
  static final String ACME_IDENTIFIER = "1.3.6.1.5.5.7.1.31";

  private static final Duration AROUND = Duration.ofDays(1);

  private AlpnCertificates() {}

  /**
   * A certificate for one name.
   *
   * @param digest SHA-256 of the key authorization
   */
  static AlpnChallenge make(String name, byte[] digest, Instant now) {
    KeyPair key = Keys.make();
    X500Name subject = new X500Name("CN=ACME challenge");
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.ONE,
              Date.from(now.minus(AROUND)),
              Date.from(now.plus(AROUND)),
              subject,
              key.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
      builder.addExtension(
          new ASN1ObjectIdentifier(ACME_IDENTIFIER), true, new DEROctetString(digest));
      byte[] bytes =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
              .getEncoded();
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes));
      return new AlpnChallenge(name, certificate, key.getPrivate());
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate could be made for " + name, e);
    }
  }
}
