package io.github.quotary.domain.capture;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Records the peer's chain and continues the handshake regardless: a capture is to show a bad
 * certificate, not to hide it behind an error. {@link WebPki} judges the chain afterwards, and
 * nothing secret is ever sent. Of one connection; a second, other chain on it, by renegotiation, is
 * refused.
 */
final class PeerRecorder extends X509ExtendedTrustManager {
  private List<X509Certificate> chain = List.of();

  /** The chain, leaf first; empty before the handshake. */
  List<X509Certificate> chain() {
    return chain;
  }

  private void record(X509Certificate[] presented) throws CertificateException {
    List<X509Certificate> again = List.copyOf(Arrays.asList(presented));
    if (!chain.isEmpty() && !chain.equals(again)) {
      throw new CertificateException("the peer changed its certificate on an open connection");
    }
    chain = again;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType)
      throws CertificateException {
    record(presented);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType, Socket socket)
      throws CertificateException {
    record(presented);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
      throws CertificateException {
    record(presented);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType)
      throws CertificateException {
    throw new CertificateException("client certificates are not supported");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(presented, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] presented, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(presented, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
