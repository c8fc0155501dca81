package io.github.quotary.ingress.acme;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root of its own, with a certificate for servers on the loopback interface. */
public final class TestTls {
  private final X509Certificate root;
  private final X509Certificate leaf;
  private final PrivateKey key;

  private TestTls(X509Certificate root, X509Certificate leaf, PrivateKey key) {
    this.root = root;
    this.leaf = leaf;
    this.key = key;
  }

  public static TestTls make() throws Exception {
    KeyPair rootKey = Keys.make();
    KeyPair key = Keys.make();
    Instant now = Instant.now();
    X509Certificate root =
        certificate(
            "CN=test root", "CN=test root", rootKey, rootKey, now, Duration.ofDays(1), true);
    X509Certificate leaf =
        certificate("CN=test root", "CN=loopback", rootKey, key, now, Duration.ofDays(1), false);
    return new TestTls(root, leaf, key.getPrivate());
  }

  /** A certificate of a lifetime, for the loopback interface. */
  static X509Certificate certificate(
      String issuer,
      String subject,
      KeyPair issuerKey,
      KeyPair key,
      Instant from,
      Duration lifetime,
      boolean isCa)
      throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(Math.abs(from.toEpochMilli()) + (isCa ? 0 : 1)),
            Date.from(from.minusSeconds(60)),
            Date.from(from.plus(lifetime)),
            new X500Name(subject),
            key.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuerKey.getPublic()));
    if (!isCa) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
    }
    byte[] bytes =
        builder
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  /** The root as PEM. */
  public byte[] rootPem() throws Exception {
    return Pem.write("CERTIFICATE", root.getEncoded()).getBytes(StandardCharsets.US_ASCII);
  }

  String leafPem() throws Exception {
    return Pem.write("CERTIFICATE", leaf.getEncoded());
  }

  String keyPem() {
    return Keys.pem(key);
  }

  /** For a server. */
  public SSLContext server() throws Exception {
    return context(List.of(leaf), key);
  }

  static SSLContext context(List<X509Certificate> chain, PrivateKey key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", key, new char[0], chain.toArray(new Certificate[0]));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
