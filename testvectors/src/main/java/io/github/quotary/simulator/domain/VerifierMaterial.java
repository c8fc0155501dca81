package io.github.quotary.simulator.domain;

/**
 * What a verifier of a laboratory's site has to be given.
 *
 * @param collateralJson Intel's collateral for the simulated platform, as JSON
 * @param tdxRootPem the root of the simulated Intel PKI
 * @param webRootPem the root of the simulated web PKI
 * @param pins what an honest operator publishes about the workload
 */
public record VerifierMaterial(
    String collateralJson, String tdxRootPem, String webRootPem, WorkloadPins pins) {
  /** The same with other pins. */
  public VerifierMaterial withPins(WorkloadPins value) {
    return new VerifierMaterial(collateralJson, tdxRootPem, webRootPem, value);
  }
}
