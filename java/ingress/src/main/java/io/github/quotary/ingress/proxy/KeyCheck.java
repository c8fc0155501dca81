package io.github.quotary.ingress.proxy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import javax.net.ssl.SSLException;

/** Whether a key is that of its certificate, which no TLS engine asks before the first client. */
final class KeyCheck {
  private static final byte[] PROBE = "quotary".getBytes(StandardCharsets.US_ASCII);

  private KeyCheck() {}

  /**
   * Signs with the key, and verifies with the certificate.
   *
   * @throws SSLException if they do not belong together, or are neither EC nor RSA keys
   */
  static void check(ServedCertificate certificate) throws SSLException {
    try {
      if (!belongTogether(certificate)) {
        throw new SSLException("the key is not that of the certificate");
      }
    } catch (GeneralSecurityException e) {
      throw new SSLException("the key and the certificate's key do not work together", e);
    }
  }

  private static boolean belongTogether(ServedCertificate certificate)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm(certificate.key().getAlgorithm()));
    signature.initSign(certificate.key());
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.chain().get(0).getPublicKey());
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static String algorithm(String ofKey) {
    return ofKey.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }
}
