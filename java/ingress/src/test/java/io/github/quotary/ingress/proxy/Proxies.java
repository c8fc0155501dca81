package io.github.quotary.ingress.proxy;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.config.Routing;
import io.github.quotary.ingress.config.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of a proxy under test, on a free loopback port. */
final class Proxies {
  static final Duration LONG = Duration.ofMinutes(1);

  private final List<Routing.Route> routes = new ArrayList<>();
  private final Target otherwise;
  private TlsEngine engine = TlsEngine.best();
  private TlsPolicy tls = TlsPolicy.MODERN;
  private int cap = 100;
  private Duration clientTimeout = Duration.ZERO;
  private Duration serverTimeout = Duration.ZERO;
  private List<String> alpn = List.of();
  private EvidenceSource evidence;
  private boolean sendsHeader;
  private ProxyTimes times = new ProxyTimes(LONG, LONG, LONG, LONG);

  private Proxies(Target otherwise) {
    this.otherwise = otherwise;
  }

  static Proxies to(int port) {
    return new Proxies(target(port));
  }

  static Proxies toHost(String host) {
    return new Proxies(new Target(host, 1));
  }

  private static Target target(int port) {
    return new Target("127.0.0.1", port);
  }

  Proxies route(String name, int port) {
    routes.add(new Routing.Route(DomainName.parse(name).orElseThrow(), target(port)));
    return this;
  }

  Proxies engine(TlsEngine wanted) {
    engine = wanted;
    return this;
  }

  Proxies tls(TlsPolicy wanted) {
    tls = wanted;
    return this;
  }

  Proxies cap(int connections) {
    cap = connections;
    return this;
  }

  Proxies idle(Duration client, Duration server) {
    clientTimeout = client;
    serverTimeout = server;
    return this;
  }

  Proxies alpn(String... protocols) {
    alpn = List.of(protocols);
    return this;
  }

  Proxies evidence(EvidenceSource source) {
    evidence = source;
    return this;
  }

  Proxies sendingHeader() {
    sendsHeader = true;
    return this;
  }

  Proxies times(ProxyTimes wanted) {
    times = wanted;
    return this;
  }

  ProxySettings settings(int port) {
    return new ProxySettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new Routing(routes, otherwise),
        new Configuration.Proxy(cap, LONG, clientTimeout, serverTimeout, alpn),
        engine,
        tls,
        Optional.ofNullable(evidence),
        sendsHeader,
        times);
  }

  Running start(ServedCertificate first, ServedCertificate... more) {
    return new Running(
        assertInstanceOf(
                ProxyStart.Started.class,
                ProxyServer.start(settings(0), ServedCertificates.of(first, more)))
            .server());
  }

  /** A proxy that stops with its test. */
  record Running(ProxyServer server) implements AutoCloseable {
    int port() {
      return server.port();
    }

    @Override
    public void close() {
      server.stop(Duration.ZERO);
    }
  }
}
