package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.domain.web.WebAuthority;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds sites from plans; all keys come from its seed. Thread-safe; it keeps the keys that it has
 * made, so one laboratory for many sites is quicker than one for each.
 *
 * <p>Making a site costs a few signatures for each quote in it: some milliseconds.
 */
public final class DomainLaboratory {
  private static final long FOREIGN = 1_000_003;

  private final long seed;
  private final WebAuthority authority;
  private final Map<Integer, Simulator> simulators = new ConcurrentHashMap<>();

  private DomainLaboratory(long seed) {
    this.seed = seed;
    this.authority = WebAuthority.seeded(seed);
  }

  /** The laboratory with the keys of this seed. */
  public static DomainLaboratory seeded(long seed) {
    return new DomainLaboratory(seed);
  }

  /** Its web PKI, to issue further certificates. */
  public WebAuthority authority() {
    return authority;
  }

  /** What a gateway shows. */
  public DomainSite gateway(GatewayPlan plan) {
    return new GatewaySiteBuilder(this, plan).build();
  }

  /** What a domain of dstack-ingress shows. */
  public DomainSite custom(CustomPlan plan) {
    return new CustomSiteBuilder(this, plan).build();
  }

  /** A quote of a workload over these report data, 64 octets, as its guest agent answers. */
  public QuoteAnswer quote(Workload workload, byte[] reportData) {
    return attestor(workload).quote(reportData);
  }

  /** The guest agent of a workload, to be started on a Unix-domain socket. */
  public GuestAgent guestAgent(Workload workload) {
    return new GuestAgent(attestor(workload));
  }

  /** The guest agent of a workload, certified by the Intel of its seed. */
  Attestor attestor(Workload workload) {
    return new Attestor(
        simulators.computeIfAbsent(
            workload.seed(), other -> Simulator.seeded(seed + FOREIGN * other)),
        workload);
  }

  /** What a verifier needs, of the laboratory's own Intel whoever certified the workload. */
  VerifierMaterial material(Workload workload, String accountUri) {
    Evidence evidence = attestor(workload.withSeed(0)).evidence(new byte[64]);
    return VerifierMaterialBuilder.builder()
        .collateralJson(evidence.collateralJson())
        .tdxRootPem(evidence.rootPem())
        .webRootPem(authority.rootPem())
        .logListJson(authority.logListJson())
        .pins(Attestor.pins(workload.app(), accountUri))
        .build();
  }
}
