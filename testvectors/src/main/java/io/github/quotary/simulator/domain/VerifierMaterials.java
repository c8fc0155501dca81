package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.Evidence;

/** Puts together what a verifier of a workload's site has to be given. */
final class VerifierMaterials {
  private VerifierMaterials() {}

  /** Of this workload, certified by the laboratory's own Intel whoever certified it. */
  static VerifierMaterial of(long seed, Workload workload, String accountUri) {
    Attestor attestor = new Attestor(seed, workload.withSeed(0));
    Evidence evidence = attestor.evidence(new byte[64]);
    return new VerifierMaterial(
        evidence.collateralJson(),
        evidence.rootPem(),
        WebAuthority.seeded(seed).rootPem(),
        attestor.pins(accountUri));
  }
}
