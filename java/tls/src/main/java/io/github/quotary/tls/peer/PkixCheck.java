package io.github.quotary.tls.peer;

import io.github.quotary.tls.peer.PeerFault.Reason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The ordinary checks of a chain and of the host's name, by another trust manager.
 *
 * @param manager the other
 * @param namesByCaller whether the caller compares the host's name after the handshake
 */
record PkixCheck(X509ExtendedTrustManager manager, boolean namesByCaller) {
  private static final String WHERE = "the peer's chain";

  void check(Handshake handshake) throws AttestedCertificateException {
    if (handshake.role() == PeerRole.SERVER && !namesByCaller && !identifiesEndpoint(handshake)) {
      throw new AttestedCertificateException(
          new PeerFault(
              Reason.PKIX,
              WHERE,
              "the connection does not compare the host's name with the certificate",
              "call SSLParameters.setEndpointIdentificationAlgorithm(\"HTTPS\"), or tell the builder"
                  + " that the client library compares names itself"));
    }
    try {
      handshake.ask(manager);
    } catch (CertificateException e) {
      throw new AttestedCertificateException(
          new PeerFault(
              Reason.PKIX,
              WHERE,
              "the PKIX trust manager refuses it: " + e.getMessage(),
              "the peer must show a chain to a root that is trusted here, for the host's name"),
          e);
    }
  }

  private static boolean identifiesEndpoint(Handshake handshake) {
    return handshake
        .parameters()
        .map(SSLParameters::getEndpointIdentificationAlgorithm)
        .filter(algorithm -> !algorithm.isEmpty())
        .isPresent();
  }

  X509Certificate[] acceptedIssuers() {
    return manager.getAcceptedIssuers();
  }
}
