package io.github.quotary.tls;

import io.github.quotary.tls.peer.AttestedTrustManager;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts of the JDK with attested peers, attested identities, or both. Each call makes a new
 * context, with sessions of its own. Stateless.
 */
public final class AttestedTls {
  /**
   * JSSE sends and takes no ticket of TLS 1.3 where sessions last longer than RFC 8446 lets a
   * ticket live, which is 7 days.
   */
  private static final int NO_TICKETS = (int) Duration.ofDays(7).toSeconds() + 1;

  private AttestedTls() {}

  /** A client that accepts servers for their evidence, and shows no certificate. */
  public static SSLContext client(AttestedTrustManager servers) {
    return context(null, servers);
  }

  /** A client that accepts servers for their evidence, and shows a certificate where asked. */
  public static SSLContext client(AttestedTrustManager servers, X509ExtendedKeyManager identity) {
    return context(identity, servers);
  }

  /**
   * A server that shows this certificate, to clients without one. Set no {@code needClientAuth}:
   * the JDK's default trust manager would judge clients.
   */
  public static SSLContext server(X509ExtendedKeyManager identity) {
    return context(identity, null);
  }

  /**
   * A server that shows this certificate, and accepts clients for their evidence. It asks for a
   * client's certificate only where {@code SSLParameters.setNeedClientAuth(true)} is set on the
   * connection or listener.
   */
  public static SSLContext server(X509ExtendedKeyManager identity, AttestedTrustManager clients) {
    return context(identity, clients);
  }

  /**
   * Sets for how long a context's sessions may be resumed, where the context was made elsewhere
   * with this trust manager: not at all, by a timeout of more than 7 days, for which JSSE neither
   * sends nor takes tickets of TLS 1.3; or, if the trust manager allows resumption, for the time to
   * live of a verdict, counted from the full handshake.
   */
  public static void tune(SSLContext context, AttestedTrustManager peers) {
    int seconds =
        peers.allowsResumption()
            ? (int) Math.max(1, peers.limits().timeToLive().toSeconds())
            : NO_TICKETS;
    context.getClientSessionContext().setSessionTimeout(seconds);
    context.getServerSessionContext().setSessionTimeout(seconds);
  }

  private static SSLContext context(
      @Nullable X509ExtendedKeyManager identity, @Nullable AttestedTrustManager peers) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {identity},
          peers == null ? null : new TrustManager[] {peers},
          null);
      if (peers != null) {
        tune(context, peers);
      }
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no TLS", e);
    }
  }
}
