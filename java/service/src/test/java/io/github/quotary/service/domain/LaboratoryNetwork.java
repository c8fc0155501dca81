package io.github.quotary.service.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.domain.capture.CrtShClient;
import io.github.quotary.domain.capture.CtRequests;
import io.github.quotary.domain.capture.DomainCapture;
import io.github.quotary.domain.capture.WebPki;
import io.github.quotary.domain.ct.CtSource;
import io.github.quotary.domain.dns.DnsSource;
import io.github.quotary.domain.dns.ResolverDns;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.NameServer;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.DohResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

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
    boolean isSigned = site.witnesses().zone().signed();
    Resolver resolver =
        isSigned
            ? new DohResolver(names.httpAddress().toString())
            : new SimpleResolver(names.address());
    resolver.setTimeout(PATIENT);
    return isSigned ? ResolverDns.believing(resolver) : ResolverDns.of(resolver);
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
