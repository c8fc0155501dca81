package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Routing;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a proxy is told to do.
 *
 * @param listen address and port; port 0 takes a free one
 * @param routing which backend a connection goes to
 * @param limits of the connections, and the protocols to offer by ALPN
 * @param engine what computes TLS
 * @param tls the groups of the key exchange
 * @param evidence who answers requests for evidence; empty: they go to the backend as all others
 * @param sendsProxyHeader whether a backend is told the client's address by PROXY protocol v2
 * @param times limits of time
 */
public record ProxySettings(
    InetSocketAddress listen,
    Routing routing,
    Configuration.Proxy limits,
    TlsEngine engine,
    TlsPolicy tls,
    Optional<EvidenceSource> evidence,
    boolean sendsProxyHeader,
    ProxyTimes times) {
  /** With the best engine, today's groups, no PROXY header and the usual times. */
  public static ProxySettings of(
      InetSocketAddress listen,
      Routing routing,
      Configuration.Proxy limits,
      Optional<EvidenceSource> evidence) {
    return new ProxySettings(
        listen,
        routing,
        limits,
        TlsEngine.best(),
        TlsPolicy.MODERN,
        evidence,
        false,
        ProxyTimes.USUAL);
  }
}
