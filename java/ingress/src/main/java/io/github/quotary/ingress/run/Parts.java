package io.github.quotary.ingress.run;

import io.github.quotary.ingress.acme.AcmeCa;
import io.github.quotary.ingress.dns.DnsProvider;
import io.github.quotary.ingress.dns.PublicRecords;
import io.github.quotary.ingress.evidence.QuoteJson;
import io.github.quotary.ingress.exchange.Pause;
import io.github.quotary.ingress.proxy.TlsEngine;
import io.github.quotary.ingress.state.StateFolder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an ingress works with, beside its configuration.
 *
 * @param state open for as long as the ingress runs
 * @param authority that gives certificates
 * @param provider that records are written to; none with tls-alpn-01
 * @param resolvers that records are looked for at
 * @param quotes for the evidence
 * @param appId as the guest agent says, if it does; asked whenever it is needed
 * @param instanceId the same
 * @param engine of TLS
 * @param clock for certificates and pauses
 * @param pause waits; an interrupt of the thread ends it
 * @param journal takes down what happens
 */
public record Parts(
    StateFolder state,
    AcmeCa authority,
    Optional<DnsProvider> provider,
    List<PublicRecords> resolvers,
    QuoteJson quotes,
    Supplier<Optional<String>> appId,
    Supplier<Optional<String>> instanceId,
    TlsEngine engine,
    InstantSource clock,
    Pause pause,
    Journal journal) {
  /** Copies the resolvers. */
  public Parts {
    resolvers = List.copyOf(resolvers);
  }

  Ticker ticker() {
    return new Ticker(clock, pause);
  }
}
