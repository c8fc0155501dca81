package io.github.quotary.ingress.proxy;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;

/**
 * What computes TLS. They differ in what few clients do: one that sends {@code close_notify} and
 * goes on reading is served to the end by {@link #JSSE} with TLS 1.3 alone, otherwise its {@code
 * close_notify} ends both directions; and one that asks for a name with a final dot, which RFC 6066
 * does not allow, is refused by {@link #JSSE}.
 */
public enum TlsEngine {
  /** BoringSSL, if its library for this platform is on the class path. The faster one. */
  BORINGSSL(SslProvider.OPENSSL_REFCNT),

  /**
   * The JDK. A process that uses it should set the system property {@code
   * jdk.tls.rejectClientInitiatedRenegotiation} to {@code true}, which no connection can set for
   * itself.
   */
  JSSE(SslProvider.JDK);

  private final SslProvider provider;

  TlsEngine(SslProvider provider) {
    this.provider = provider;
  }

  /** BoringSSL where it loads, otherwise the JDK. */
  public static TlsEngine best() {
    return BORINGSSL.unavailable().isPresent() ? JSSE : BORINGSSL;
  }

  /** Why this one cannot be used; empty if it can. */
  public Optional<String> unavailable() {
    if (this == JSSE) {
      return Optional.empty();
    }
    if (!OpenSsl.isAvailable()) {
      return Optional.of("BoringSSL does not load: " + OpenSsl.unavailabilityCause());
    }
    return OpenSsl.versionString().startsWith("BoringSSL")
        ? Optional.empty()
        : Optional.of("the library that loads is " + OpenSsl.versionString());
  }

  SslProvider provider() {
    return provider;
  }

  /** Whether answers still reach a client after its close_notify. */
  boolean answersAfterCloseNotify(String protocol) {
    return this == JSSE && protocol.equals(TlsPolicy.TLS_1_3);
  }
}
