package io.github.quotary.tls.peer;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The handshake in which a peer is checked.
 *
 * @param role the peer's
 * @param chain what it showed
 * @param authType as JSSE names it
 * @param parameters of the connection, if they are known
 * @param session that is being made, if it is known
 * @param delegation asks another trust manager about the same
 */
record Handshake(
    PeerRole role,
    X509Certificate @Nullable [] chain,
    @Nullable String authType,
    Optional<SSLParameters> parameters,
    Optional<SSLSession> session,
    Delegation delegation) {
  /** Asks a trust manager about the peer. */
  interface Delegation {
    void ask(X509ExtendedTrustManager other) throws CertificateException;
  }

  static Handshake of(
      PeerRole role,
      X509Certificate @Nullable [] chain,
      @Nullable String authType,
      @Nullable SSLEngine engine) {
    return new Handshake(
        role,
        chain,
        authType,
        Optional.ofNullable(engine).map(SSLEngine::getSSLParameters),
        Optional.ofNullable(engine).map(SSLEngine::getHandshakeSession),
        role == PeerRole.SERVER
            ? other -> other.checkServerTrusted(chain, authType, engine)
            : other -> other.checkClientTrusted(chain, authType, engine));
  }

  static Handshake of(
      PeerRole role,
      X509Certificate @Nullable [] chain,
      @Nullable String authType,
      @Nullable Socket socket) {
    Optional<SSLSocket> tls =
        Optional.ofNullable(socket).filter(SSLSocket.class::isInstance).map(SSLSocket.class::cast);
    return new Handshake(
        role,
        chain,
        authType,
        tls.map(SSLSocket::getSSLParameters),
        tls.map(SSLSocket::getHandshakeSession),
        role == PeerRole.SERVER
            ? other -> other.checkServerTrusted(chain, authType, socket)
            : other -> other.checkClientTrusted(chain, authType, socket));
  }

  static Handshake of(
      PeerRole role, X509Certificate @Nullable [] chain, @Nullable String authType) {
    return new Handshake(
        role,
        chain,
        authType,
        Optional.empty(),
        Optional.empty(),
        role == PeerRole.SERVER
            ? other -> other.checkServerTrusted(chain, authType)
            : other -> other.checkClientTrusted(chain, authType));
  }
}
