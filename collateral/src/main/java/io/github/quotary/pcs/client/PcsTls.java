package io.github.quotary.pcs.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS settings for caching services with private certificates. Intel signs the documents, so TLS
 * adds no trust to them. It prevents others from withholding a newer document and from observing
 * which platforms are requested.
 */
public final class PcsTls {
  private PcsTls() {}

  /**
   * Trusts only these certificates, as issuers or as the service's own; the host name is checked.
   *
   * @param pem one or more certificates
   * @throws IllegalArgumentException if there is none
   */
  public static SSLContext trusting(byte[] pem) {
    try {
      return trusting(store(certificates(pem)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "Cannot use the certificates to trust: " + e.getMessage(), e);
    }
  }

  /**
   * Trusts only the certificates of this store; the host name is checked.
   *
   * @throws IllegalArgumentException if the store cannot be used: it is empty or was not loaded
   */
  public static SSLContext trusting(KeyStore store) {
    try {
      // The factory takes a store that was not loaded for an empty one, which trusts nobody.
      if (store.size() == 0) {
        throw new KeyStoreException("it has no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return context(factory.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Cannot use the trust store: " + e.getMessage(), e);
    }
  }

  /**
   * Trusts these certificates in addition to those of the Java runtime; the host name is checked.
   * For a private service with a public one as fallback.
   *
   * @param pem one or more certificates
   * @throws IllegalArgumentException if there is none
   */
  public static SSLContext trustingAlso(byte[] pem) {
    try {
      KeyStore store = store(certificates(pem));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      int count = 0;
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager trusting) {
          for (X509Certificate issuer : trusting.getAcceptedIssuers()) {
            store.setCertificateEntry("runtime-" + count++, issuer);
          }
        }
      }
      return trusting(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "Cannot use the certificates to trust: " + e.getMessage(), e);
    }
  }

  private static KeyStore store(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("certificate-" + count++, certificate);
    }
    return store;
  }

  /**
   * Trusts exactly these server certificates; issuer and host name are not checked. For a
   * self-signed certificate without the right host name.
   *
   * @param pem one or more certificates
   * @throws IllegalArgumentException if there is none
   */
  public static SSLContext pinning(byte[] pem) {
    try {
      return context(new TrustManager[] {new Pinned(Set.copyOf(certificates(pem)))});
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "Cannot use the certificates to pin: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> certificates(byte[] pem)
      throws CertificateException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (certificates.isEmpty()) {
      throw new CertificateException("no PEM certificate found");
    }
    return certificates;
  }

  private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  /** Compares the server's certificate with the pinned ones. */
  private static final class Pinned extends X509ExtendedTrustManager {
    private final Set<Certificate> pinned;

    Pinned(Set<Certificate> pinned) {
      this.pinned = pinned;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !pinned.contains(chain[0])) {
        throw new CertificateException("the server certificate does not match a pinned one");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("there are no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
