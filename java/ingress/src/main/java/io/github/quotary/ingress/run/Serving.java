package io.github.quotary.ingress.run;

import io.github.quotary.ingress.config.Configuration;
import io.github.quotary.ingress.config.Configuration.TlsAlpn01;
import io.github.quotary.ingress.proxy.EvidenceSource;
import io.github.quotary.ingress.proxy.ProxyFault;
import io.github.quotary.ingress.proxy.ProxyServer;
import io.github.quotary.ingress.proxy.ProxySettings;
import io.github.quotary.ingress.proxy.ProxyStart;
import io.github.quotary.ingress.proxy.ProxyTimes;
import io.github.quotary.ingress.proxy.ServedCertificate;
import io.github.quotary.ingress.proxy.TlsPolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listener. It is opened with the first certificate, or at once where it answers challenges.
 * Readers see what is served at any moment; changes are made by one thread.
 */
final class Serving {
  private final Configuration configuration;
  private final Parts parts;
  private final Meters meters;
  private volatile Served served = Served.nothing();
  private volatile @Nullable ProxyServer server;

  Serving(Configuration configuration, Parts parts, Meters meters) {
    this.configuration = configuration;
    this.parts = parts;
    this.meters = meters;
  }

  /** What is served now. */
  Served served() {
    return served;
  }

  /** The listener, if it is open. */
  Optional<ProxyServer> server() {
    return Optional.ofNullable(server);
  }

  /**
   * Serves these certificates from the next handshake on. A name that none is at hand for, as when
   * the disk fails, keeps the one that it has.
   *
   * @param evidence who answers visitors that ask for it
   * @return why those before are still served, or nothing is; empty if not
   */
  Optional<String> serve(Served atHand, EvidenceSource evidence) {
    Served next = atHand.or(served);
    ProxyServer open = server;
    Optional<String> fault;
    if (open == null) {
      boolean answersChallenges = configuration.challenge() instanceof TlsAlpn01;
      if (next.isEmpty() && !answersChallenges) {
        return Optional.empty();
      }
      fault = open(next, evidence);
    } else {
      fault =
          served.isSame(next) || next.isEmpty()
              ? Optional.empty()
              : open.replace(next.forListener(Optional.empty())).map(ProxyFault::message);
    }
    if (fault.isEmpty() && !next.isEmpty()) {
      served = next;
      next.certificates().forEach((name, one) -> meters.served(name, one.notAfter()));
    }
    return fault;
  }

  private Optional<String> open(Served next, EvidenceSource evidence) {
    Optional<ServedCertificate> placeholder =
        next.isEmpty() ? Optional.of(Placeholder.make(parts.clock().instant())) : Optional.empty();
    ProxyStart start = ProxyServer.start(settings(evidence), next.forListener(placeholder));
    if (start instanceof ProxyStart.Started started) {
      server = started.server();
      meters.listener(started.server());
      parts
          .journal()
          .info(
              "listening",
              "address",
              configuration.listener().address(),
              "port",
              String.valueOf(started.server().port()),
              "tls",
              started.server().engine().toString());
      return Optional.empty();
    }
    return Optional.of(((ProxyStart.Failed) start).fault().message());
  }

  private ProxySettings settings(EvidenceSource evidence) {
    return new ProxySettings(
        new InetSocketAddress(configuration.listener().address(), configuration.port()),
        configuration.routing(),
        configuration.proxy(),
        parts.engine(),
        configuration.listener().isCompatible() ? TlsPolicy.P384_ONLY : TlsPolicy.MODERN,
        configuration.evidence().isServed() ? Optional.of(evidence) : Optional.empty(),
        configuration.listener().sendsProxyProtocol(),
        ProxyTimes.USUAL);
  }

  /** Stops; waits for open connections to end for no longer than this. */
  void stop(Duration grace) {
    server().ifPresent(open -> open.stop(grace));
  }
}
