package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.AlpnChallenge;
import io.github.quotary.ingress.acme.ChallengeResponder;
import io.github.quotary.ingress.config.DomainName;
import io.github.quotary.ingress.proxy.ProxyFault;
import io.github.quotary.ingress.proxy.ProxyServer;
import io.github.quotary.ingress.proxy.ServedCertificate;
import java.util.List;
import java.util.Optional;

/** Answers tls-alpn-01 on the listener that serves the names. */
record ListenerChallenges(ProxyServer server) implements ChallengeResponder.TlsAlpn01 {
  @Override
  public Optional<String> present(AlpnChallenge challenge) {
    ServedCertificate certificate =
        new ServedCertificate(
            challenge.key(),
            List.of(challenge.certificate()),
            DomainName.parse(challenge.name()).stream().toList());
    return server.offerChallenge(challenge.name(), certificate).map(ProxyFault::message);
  }

  @Override
  public Optional<String> withdraw(String name) {
    server.withdrawChallenge(name);
    return Optional.empty();
  }
}
