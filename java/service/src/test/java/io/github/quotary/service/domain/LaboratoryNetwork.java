package io.github.quotary.service.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.capture.DnsServers;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.NameServer;
import java.time.Duration;
import java.util.List;

/** A simulated domain with its DNS and its search of logs, all on loopback. */
final class LaboratoryNetwork implements DomainNetwork, AutoCloseable {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final DomainSite site;
  private final LaboratoryServer server;
  private final NameServer names;
  private final CtSearchServer logs;

  LaboratoryNetwork(DomainSite site) {
    this.site = site;
    server = site.serve();
    names = site.serveDns();
    logs = site.serveCt();
  }

  @Override
  public WebPki webPki() {
    return WebPki.ofPem(site.trust().webRootPem().getBytes(UTF_8));
  }

  @Override
  public DomainCapture capture() {
    return DomainCapture.builder()
        .connectTo(server.address())
        .allow(address -> address.isLoopbackAddress())
        .webPki(webPki())
        .clock(site::at)
        .build();
  }

  @Override
  public DnsSource dns() {
    return site.witnesses().zone().signed()
        ? DnsServers.overHttps(names.httpAddress(), PATIENT)
        : DnsServers.at(names.address(), PATIENT);
  }

  @Override
  public List<CtSource> ct() {
    return List.of(new CrtShClient(logs.address(), CtRequests.single(PATIENT)));
  }

  @Override
  public void close() {
    logs.close();
    names.close();
    server.close();
  }
}
