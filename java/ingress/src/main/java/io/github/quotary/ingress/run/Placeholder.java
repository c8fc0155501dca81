package io.github.quotary.ingress.run;

import io.github.quotary.ingress.proxy.ServedCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that nobody trusts, for a listener that answers challenges before it has one. */
final class Placeholder {
  private static final Duration AROUND = Duration.ofDays(1);

  private Placeholder() {}

  /** Self-signed, for no name, a day around now. */
  static ServedCertificate make(Instant now) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC", "SunEC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair key = keys.generateKeyPair();
      X500Name subject = new X500Name("CN=no certificate yet");
      byte[] bytes =
          new JcaX509v3CertificateBuilder(
                  subject,
                  BigInteger.ONE,
                  Date.from(now.minus(AROUND)),
                  Date.from(now.plus(AROUND)),
                  subject,
                  key.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
              .getEncoded();
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes));
      return new ServedCertificate(key.getPrivate(), List.of(certificate), List.of());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("no placeholder could be made", e);
    }
  }
}
