package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.Attestor;
import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import io.github.quotary.simulator.domain.DomainLaboratory;
import io.github.quotary.simulator.domain.DomainSite;
import io.github.quotary.simulator.domain.GatewayPlan;
import io.github.quotary.simulator.domain.GatewayVersion;
import io.github.quotary.simulator.domain.IngressVersion;
import io.github.quotary.simulator.domain.Workload;
import io.github.quotary.simulator.domain.WorkloadPins;
import java.util.function.UnaryOperator;

/** The deployments that attacks are made against, and the changes that attackers make. */
public final class Victim {
  static final String BASE = "dstack.example.com";
  static final String HOST = "app.example.com";

  private Victim() {}

  static GatewayPlan gateway() {
    return GatewayPlan.of(GatewayVersion.GW_C, BASE);
  }

  public static CustomPlan custom() {
    return CustomPlan.of(IngressVersion.ING_2_3, HOST);
  }

  /** What the honest operator of such a domain pins. */
  static WorkloadPins pins(DomainKind kind) {
    return kind == DomainKind.GATEWAY
        ? Attestor.pins(gateway().workload().app(), gateway().accountUri())
        : Attestor.pins(custom().workload().app(), custom().accountUri());
  }

  /** The honest site. */
  static DomainSite site(DomainLaboratory laboratory, DomainKind kind) {
    return kind == DomainKind.GATEWAY ? laboratory.gateway(gateway()) : laboratory.custom(custom());
  }

  /** The honest workload. */
  static Workload workload(DomainKind kind) {
    return kind == DomainKind.GATEWAY ? gateway().workload() : custom().workload();
  }

  /** The site with another workload, held against the honest operator's pins. */
  static DomainSite with(
      DomainLaboratory laboratory, DomainKind kind, UnaryOperator<Workload> change) {
    DomainSite site =
        kind == DomainKind.GATEWAY
            ? laboratory.gateway(gateway().withWorkload(change))
            : laboratory.custom(custom().withWorkload(change));
    return pinned(site, pins(kind));
  }

  static DomainSite gateway(DomainLaboratory laboratory, UnaryOperator<GatewayPlan> change) {
    return pinned(laboratory.gateway(change.apply(gateway())), pins(DomainKind.GATEWAY));
  }

  public static DomainSite custom(DomainLaboratory laboratory, UnaryOperator<CustomPlan> change) {
    return pinned(laboratory.custom(change.apply(custom())), pins(DomainKind.CUSTOM));
  }

  private static DomainSite pinned(DomainSite site, WorkloadPins pins) {
    return site.withTrust(site.trust().withPins(pins));
  }
}
