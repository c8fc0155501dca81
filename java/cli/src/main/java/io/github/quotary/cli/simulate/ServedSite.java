package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.LaboratoryServer;
import io.github.quotary.simulator.domain.server.CtSearchServer;
import io.github.quotary.simulator.domain.server.NameServer;
import io.github.quotary.simulator.pcs.FakePcs;
import io.github.quotary.simulator.spec.Scenario;

/**
 * A simulated domain with all that a verifier asks, on ports of the loopback interface.
 *
 * @param tls the domain itself
 * @param dns its part of the DNS
 * @param ct a search of Certificate Transparency
 * @param pcs a provisioning certification service
 */
record ServedSite(LaboratoryServer tls, NameServer dns, CtSearchServer ct, FakePcs pcs)
    implements AutoCloseable {
  /** Serves a site whose laboratory has this seed. */
  static ServedSite start(DomainSite site, long seed) {
    return new ServedSite(
        site.serve(),
        site.serveDns(),
        site.serveCt(),
        FakePcs.seeded(seed).platform(Scenario.upToDate()).start());
  }

  @Override
  public void close() {
    tls.close();
    dns.close();
    ct.close();
    pcs.close();
  }
}
