package io.github.quotary.simulator.domain;

/**
 * Builds sites from plans; all keys come from its seed. Stateless and thread-safe.
 *
 * <p>Making a site costs a few signatures for each quote in it: some milliseconds.
 */
public final class DomainLaboratory {
  private final long seed;

  private DomainLaboratory(long seed) {
    this.seed = seed;
  }

  /** The laboratory with the keys of this seed. */
  public static DomainLaboratory seeded(long seed) {
    return new DomainLaboratory(seed);
  }

  /** Its web PKI, to issue further certificates. */
  public WebAuthority authority() {
    return WebAuthority.seeded(seed);
  }

  /** What a gateway shows. */
  public DomainSite gateway(GatewayPlan plan) {
    return new GatewaySiteBuilder(seed, plan).build();
  }

  /** What a domain of dstack-ingress shows. */
  public DomainSite custom(CustomPlan plan) {
    return new CustomSiteBuilder(seed, plan).build();
  }

  /** A quote of a workload over these report data, 64 octets, as its guest agent answers. */
  public QuoteAnswer quote(Workload workload, byte[] reportData) {
    return new Attestor(seed, workload).quote(reportData);
  }

  /** The guest agent of a workload, to be started on a Unix-domain socket. */
  public GuestAgent guestAgent(Workload workload) {
    return new GuestAgent(new Attestor(seed, workload));
  }
}
