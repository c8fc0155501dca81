package io.github.quotary.ingress.proxy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates with keys of the JDK. */
final class Certificates {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final ASN1ObjectIdentifier ACME_IDENTIFIER =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

  private Certificates() {}

  /** For DNS names, with an EC key; every one has its own serial number. */
  static ServedCertificate ec(String... names) {
    return make("EC", 256, "SHA256withECDSA", null, names);
  }

  static ServedCertificate p384(String... names) {
    return make("EC", 384, "SHA384withECDSA", null, names);
  }

  static ServedCertificate rsa(String... names) {
    return make("RSA", 2048, "SHA256withRSA", null, names);
  }

  /** As RFC 8737 wants it. */
  static ServedCertificate challenge(String name, byte[] digest) {
    return make("EC", 256, "SHA256withECDSA", digest, name);
  }

  private static ServedCertificate make(
      String algorithm, int size, String signature, byte[] acme, String... names) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      KeyPair keys = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + names[0]);
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              subject,
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(now.minus(1, ChronoUnit.DAYS)),
              Date.from(now.plus(30, ChronoUnit.DAYS)),
              subject,
              keys.getPublic());
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              Arrays.stream(names)
                  .map(name -> new GeneralName(GeneralName.dNSName, name))
                  .toArray(GeneralName[]::new)));
      if (acme != null) {
        builder.addExtension(ACME_IDENTIFIER, true, new DEROctetString(acme));
      }
      return ServedCertificate.of(
          keys.getPrivate(),
          List.of(
              new JcaX509CertificateConverter()
                  .getCertificate(
                      builder.build(
                          new JcaContentSignerBuilder(signature).build(keys.getPrivate())))));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }
}
