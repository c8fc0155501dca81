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

/** The handshake in which a peer is checked. */
final class Handshake {
  private final PeerRole role;
  private final X509Certificate @Nullable [] chain;
  private final Optional<SSLParameters> parameters;
  private final Optional<SSLSession> session;
  private final Delegation delegation;

  private Handshake(
      PeerRole role,
      X509Certificate @Nullable [] chain,
      Optional<SSLParameters> parameters,
      Optional<SSLSession> session,
      Delegation delegation) {
    this.role = role;
    this.chain = chain;
    this.parameters = parameters;
    this.session = session;
    this.delegation = delegation;
  }

  /** Asks a trust manager about the peer. */
  private interface Delegation {
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
        Optional.empty(),
        Optional.empty(),
        role == PeerRole.SERVER
            ? other -> other.checkServerTrusted(chain, authType)
            : other -> other.checkClientTrusted(chain, authType));
  }

  /** The peer's. */
  PeerRole role() {
    return role;
  }

  /** What the peer showed. */
  X509Certificate @Nullable [] chain() {
    return chain;
  }

  /** Parameters of the connection, if they are known. */
  Optional<SSLParameters> parameters() {
    return parameters;
  }

  /** The session that is being made, if it is known. */
  Optional<SSLSession> session() {
    return session;
  }

  /** Asks another trust manager about the same. */
  void ask(X509ExtendedTrustManager other) throws CertificateException {
    delegation.ask(other);
  }
}
