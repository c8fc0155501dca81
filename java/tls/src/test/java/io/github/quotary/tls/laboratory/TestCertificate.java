package io.github.quotary.tls.laboratory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate with whatever extensions. Not thread-safe. */
public final class TestCertificate {
  private static final KeyPair KEYS = newKeys();

  private final KeyPair keys;
  private final List<Extension> extensions = new ArrayList<>();
  private Instant from = SimulatedTd.AT.minus(Duration.ofDays(1));
  private Instant until = SimulatedTd.AT.plus(Duration.ofDays(1));

  private TestCertificate(KeyPair keys) {
    this.keys = keys;
  }

  /** A certificate of a key that all of these share. */
  public static TestCertificate create() {
    return new TestCertificate(KEYS);
  }

  /** A certificate of a key of its own. */
  public static TestCertificate ofNewKey() {
    return new TestCertificate(newKeys());
  }

  /** A new key on P-256. */
  public static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SubjectPublicKeyInfo, DER. */
  public byte[] key() {
    return keys.getPublic().getEncoded();
  }

  /** The report data that bind the key in dstack's form. */
  public byte[] dstackReportData() {
    return hash("SHA-512", "ratls-cert:".getBytes(StandardCharsets.US_ASCII), key());
  }

  /** The report data that bind the key in Gramine's form. */
  public byte[] gramineReportData() {
    return Arrays.copyOf(hash("SHA-256", key()), 64);
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Valid between these times. */
  public TestCertificate valid(Instant newFrom, Instant newUntil) {
    from = newFrom;
    until = newUntil;
    return this;
  }

  /** For this purpose alone. */
  public TestCertificate purpose(KeyPurposeId purpose) {
    try {
      return with(Extension.extendedKeyUsage.getId(), new ExtendedKeyUsage(purpose).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An extension with these octets. */
  public TestCertificate with(String oid, byte[] value) {
    extensions.add(new Extension(new ASN1ObjectIdentifier(oid), false, value));
    return this;
  }

  /** An extension with these octets in an OCTET STRING. */
  public TestCertificate withOctets(String oid, byte[] value) {
    try {
      return with(oid, new DEROctetString(value).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate. */
  public X509Certificate certificate() {
    return parse(der());
  }

  /** The certificate's bytes, which may be none that a parser takes. */
  public byte[] der() {
    try {
      X500Name name = new X500Name("CN=app");
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name, BigInteger.ONE, Date.from(from), Date.from(until), name, keys.getPublic());
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate of these bytes, DER or PEM. */
  public static X509Certificate parse(byte[] bytes) {
    try {
      return parse(CertificateFactory.getInstance("X.509"), bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same as a TLS implementation on Bouncy Castle sees it. */
  public static X509Certificate parseByBouncyCastle(byte[] bytes) {
    try {
      return parse(CertificateFactory.getInstance("X.509", new BouncyCastleProvider()), bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate parse(CertificateFactory factory, byte[] bytes)
      throws GeneralSecurityException {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
  }
}
