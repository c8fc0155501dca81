package io.github.quotary.evidence.certificate;

import io.github.quotary.evidence.part.Binding;
import io.github.quotary.evidence.part.Binding.Outcome;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Whether the key of a certificate signed it; for any other issuer nothing is checked. */
final class SelfSignature {
  private static final String NAME = "certificate signature";
  private static final String UNCHECKED = "dates and names were not checked";

  /** An instance of our own: whichever providers are installed, this one verifies. */
  private static final Provider PROVIDER = new BouncyCastleProvider();

  private SelfSignature() {}

  static Binding of(byte[] der, Certificate certificate) {
    String issuer = Printable.of(certificate.getIssuer());
    if (!certificate.getIssuer().equals(certificate.getSubject())) {
      return new Binding(
          NAME, Outcome.NOT_CHECKED, "issued by " + issuer + "; signature, chain, " + UNCHECKED);
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509", PROVIDER);
      X509Certificate parsed =
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
      parsed.verify(parsed.getPublicKey(), PROVIDER);
      return new Binding(
          NAME, Outcome.HOLDS, "signed with its own key by " + issuer + "; " + UNCHECKED);
    } catch (SignatureException e) {
      return new Binding(
          NAME, Outcome.FAILS, issuer + " is its own issuer, but its key did not sign it");
    } catch (GeneralSecurityException | RuntimeException e) {
      // A key or algorithm that Bouncy Castle does not know, or an encoding that it refuses.
      return new Binding(
          NAME,
          Outcome.NOT_CHECKED,
          "issued by itself, by algorithm "
              + certificate.getSignatureAlgorithm().getAlgorithm().getId()
              + "; signature, "
              + UNCHECKED);
    }
  }
}
