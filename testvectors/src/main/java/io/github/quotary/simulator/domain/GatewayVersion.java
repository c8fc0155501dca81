package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.dstack.DstackEra;

/** Versions of dstack's gateway that differ in what {@code acme-info} says. */
public enum GatewayVersion {
  /** 0.5.0 to 0.5.3: keys without any proof. */
  GW_A(DstackEra.V0_5, true, false, false, false),
  /** 0.5.4 and 0.5.5: plain keys, quoted keys, the active certificate and its base domain. */
  GW_B(DstackEra.V0_5_5, true, true, false, true),
  /** 0.5.6 to 0.5.11: quoted keys with attestations, nothing else. */
  GW_C(DstackEra.V0_5_6, false, true, true, false),
  /** The branch next, 0.6: as 0.5.6, with run-time events of version 2. */
  GW_NEXT(DstackEra.V0_6, false, true, true, false);

  private final DstackEra era;
  private final boolean plainKeys;
  private final boolean quotes;
  private final boolean attestations;
  private final boolean activeCertificate;

  GatewayVersion(
      DstackEra era,
      boolean plainKeys,
      boolean quotes,
      boolean attestations,
      boolean activeCertificate) {
    this.era = era;
    this.plainKeys = plainKeys;
    this.quotes = quotes;
    this.attestations = attestations;
    this.activeCertificate = activeCertificate;
  }

  /** The dstack that the gateway itself runs on. */
  public DstackEra era() {
    return era;
  }

  boolean hasPlainKeys() {
    return plainKeys;
  }

  boolean hasQuotes() {
    return quotes;
  }

  boolean hasAttestations() {
    return attestations;
  }

  boolean hasActiveCertificate() {
    return activeCertificate;
  }

  /** The form of proofs of this version; attestations of version 0 know old events only. */
  ProofForm proofForm() {
    return this == GW_C ? ProofForm.QUOTE_AND_ATTESTATION : ProofForm.QUOTE;
  }
}
