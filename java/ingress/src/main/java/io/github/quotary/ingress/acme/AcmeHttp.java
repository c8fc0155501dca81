package io.github.quotary.ingress.acme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How an authority is reached.
 *
 * @param tls whom to trust; empty for whom the platform trusts
 */
public record AcmeHttp(Optional<SSLContext> tls) {
  /** Trusts whom the platform trusts. */
  public static AcmeHttp usual() {
    return new AcmeHttp(Optional.empty());
  }

  /**
   * Trusts these roots and no others, for a private authority.
   *
   * @param pem certificates
   * @throws GeneralSecurityException if they cannot be read, or if there are none
   */
  public static AcmeHttp trusting(byte[] pem) throws GeneralSecurityException {
    Collection<? extends Certificate> roots =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (roots.isEmpty()) {
      throw new GeneralSecurityException("the file of trusted roots holds no certificate");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    for (Certificate root : roots) {
      store.setCertificateEntry("root-" + store.size(), root);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new AcmeHttp(Optional.of(context));
  }
}
