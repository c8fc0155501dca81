package io.github.quotary.benchmarks.ingress;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Routing;
import io.github.quotary.ingress.config.Target;
import io.github.quotary.ingress.proxy.EvidenceAnswer;
import io.github.quotary.ingress.proxy.EvidenceSource;
import io.github.quotary.ingress.proxy.ProxyServer;
import io.github.quotary.ingress.proxy.ProxySettings;
import io.github.quotary.ingress.proxy.ProxyStart;
import io.github.quotary.ingress.proxy.ProxyTimes;
import io.github.quotary.ingress.proxy.ServedCertificate;
import io.github.quotary.ingress.proxy.ServedCertificates;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.proxy.TlsPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The ingress's proxy as a process of its own. Arguments: the engine, the port to listen on, the
 * backend's port, the folder of the certificate. It runs until it is killed.
 */
final class ProxyMain {
  private static final String LOOPBACK = "127.0.0.1";

  private ProxyMain() {}

  /** Starts it. */
  public static void main(String[] args)
      throws IOException, GeneralSecurityException, InterruptedException {
    Credentials.Read read = Credentials.read(Path.of(args[3]));
    ProxySettings settings =
        settings(TlsEngine.valueOf(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    ProxyStart start =
        ProxyServer.start(
            settings, ServedCertificates.of(ServedCertificate.of(read.key(), read.chain())));
    if (start instanceof ProxyStart.Failed failed) {
      System.err.println(failed.fault().message());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static ProxySettings settings(TlsEngine engine, int port, int backend) {
    return new ProxySettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        new Routing(List.of(), new Target(LOOPBACK, backend)),
        new Configuration.Proxy(
            Haproxy.MAX_CONNECTIONS,
            Duration.ofSeconds(Haproxy.CONNECT_SECONDS),
            Duration.ofSeconds(Haproxy.IDLE_SECONDS),
            Duration.ofSeconds(Haproxy.IDLE_SECONDS),
            List.of()),
        engine,
        TlsPolicy.MODERN,
        Optional.of(new NoEvidence()),
        false,
        ProxyTimes.USUAL);
  }

  /** Evidence is looked for in every connection, as in operation; there is none. */
  private static final class NoEvidence implements EvidenceSource {
    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public Optional<EvidenceAnswer> file(String path) {
      return Optional.empty();
    }
  }
}
