package io.github.quotary.domain.laboratory;

import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.capture.DnsServers;
import io.github.quotary.domain.certificate.DnsName;
import io.github.quotary.domain.custom.CustomDomainVerifier;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.evidence.DomainEvidence;
import io.github.quotary.domain.gateway.GatewayHost;
import io.github.quotary.domain.witness.ProtectedNames;
import io.github.quotary.domain.witness.WitnessCapture;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.server.CtSearchFault;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.DnsFault;
import io.github.quotary.simulator.domain.server.NameServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Asks a laboratory's DNS and its search of logs, over real sockets on loopback. */
public final class LoopbackWitnesses {
  /** No limit that a test could meet on a busy machine. */
  private static final Duration PATIENT = Duration.ofSeconds(10);

  /** For those who will never answer. */
  private static final Duration IMPATIENT = Duration.ofMillis(600);

  private static final Set<DnsFault> WITHOUT_ANSWER =
      Set.of(
          DnsFault.SILENT, DnsFault.WRONG_ID, DnsFault.WRONG_QUESTION, DnsFault.TRUNCATED_FOR_GOOD);

  private LoopbackWitnesses() {}

  /** The evidence with what the witnesses say. */
  public static DomainEvidence ask(DomainSite site, DomainEvidence evidence) {
    ProtectedNames names = names(site, evidence);
    try (NameServer dns = site.serveDns();
        CtSearchServer ct = site.serveCt()) {
      boolean stalls = site.witnesses().ct().fault() == CtSearchFault.STALLING;
      return WitnessCapture.withCt(
          WitnessCapture.withDns(evidence, names, source(site, dns)),
          names,
          List.of(new CrtShClient(ct.address(), CtRequests.single(stalls ? IMPATIENT : PATIENT))),
          site.at());
    }
  }

  /** The names whose witnesses matter. */
  public static ProtectedNames names(DomainSite site, DomainEvidence evidence) {
    DnsName host = DnsName.parse(site.host());
    if (site.kind() == DomainKind.CUSTOM) {
      return CustomDomainVerifier.names(host, evidence);
    }
    GatewayHost gateway = GatewayHost.of(host);
    return ProtectedNames.ofGateway(gateway.host(), gateway.base());
  }

  /** Over UDP and TCP; a signed zone over HTTP, by a resolver that is believed. */
  static DnsSource source(DomainSite site, NameServer server) {
    boolean isSilent =
        site.witnesses().zone().faults().values().stream().anyMatch(WITHOUT_ANSWER::contains);
    boolean isSigned = site.witnesses().zone().signed();
    Duration time = isSilent ? IMPATIENT : PATIENT;
    return isSigned
        ? DnsServers.overHttps(server.httpAddress(), time)
        : DnsServers.at(server.address(), time);
  }
}
