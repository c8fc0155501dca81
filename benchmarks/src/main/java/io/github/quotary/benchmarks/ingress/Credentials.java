package io.github.quotary.benchmarks.ingress;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate that all candidates serve, with a P-256 key, in files as HAProxy reads them. */
final class Credentials {
  /** The name that it is for. */
  static final String NAME = "app.example";

  private static final String FILE = "app.example.pem";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final int LINE = 64;

  private Credentials() {}

  /** Makes a key and a certificate, and writes both into one file of this folder. */
  static void write(Path folder) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    byte[] certificate;
    try {
      certificate = certificate(keys).getEncoded();
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
    Files.writeString(
        folder.resolve(FILE),
        pem(CERTIFICATE, certificate) + pem(KEY, keys.getPrivate().getEncoded()));
  }

  private static X509CertificateHolder certificate(KeyPair keys)
      throws IOException, OperatorCreationException {
    X500Name name = new X500Name("CN=" + NAME);
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(30))),
            name,
            keys.getPublic())
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, NAME)))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static String pem(String type, byte[] der) {
    String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }

  /** Reads a folder's certificate and its key. */
  static Read read(Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve(FILE);
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    String begin = "-----BEGIN " + KEY + "-----";
    String base64 =
        text.substring(
            text.indexOf(begin) + begin.length(), text.indexOf("-----END " + KEY + "-----"));
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return new Read(
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64))),
          List.of(certificate));
    }
  }

  /** What was read. Its text shows no key. */
  record Read(PrivateKey key, List<X509Certificate> chain) {
    @Override
    public String toString() {
      return "Read[" + FILE + "]";
    }
  }
}
