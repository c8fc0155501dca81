package io.github.quotary.ingress.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A TLS listener with the JDK's own means, that answers {@code acme-tls/1} alone. */
final class AlpnListener implements ChallengeResponder.TlsAlpn01, AutoCloseable {
  private final Map<String, AlpnChallenge> challenges = new ConcurrentHashMap<>();
  private final List<String> withdrawn = new CopyOnWriteArrayList<>();
  private final SSLServerSocket listener;

  private AlpnListener(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new ByName()}, null, null);
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "alpn-listener");
    thread.setDaemon(true);
    thread.start();
  }

  static AlpnListener on(int port) throws Exception {
    return new AlpnListener(port);
  }

  List<String> withdrawn() {
    return new ArrayList<>(withdrawn);
  }

  boolean isQuiet() {
    return challenges.isEmpty();
  }

  @Override
  public Optional<String> present(AlpnChallenge challenge) {
    challenges.put(challenge.name(), challenge);
    return Optional.empty();
  }

  @Override
  public Optional<String> withdraw(String name) {
    challenges.remove(name);
    withdrawn.add(name);
    return Optional.empty();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket accepted = listener.accept()) {
        SSLSocket socket = (SSLSocket) accepted;
        socket.setSoTimeout(10_000);
        socket.setHandshakeApplicationProtocolSelector(
            (s, offered) -> offered.contains(AlpnChallenge.PROTOCOL) ? AlpnChallenge.PROTOCOL : "");
        socket.startHandshake();
      } catch (IOException e) {
        // The listener was closed, or the handshake failed: the authority says so.
      }
    }
  }

  /** Chooses by SNI. */
  private final class ByName extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, Socket socket) {
      ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getHandshakeSession();
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host && challenges.containsKey(host.getAsciiName())) {
          return host.getAsciiName();
        }
      }
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      AlpnChallenge challenge = challenges.get(alias);
      return challenge == null ? null : new X509Certificate[] {challenge.certificate()};
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      AlpnChallenge challenge = challenges.get(alias);
      return challenge == null ? null : challenge.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal @Nullable [] issuers, SSLEngine engine) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
