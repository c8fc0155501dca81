package io.github.quotary.simulator.spec;

/** How the PCK certificate's SGX extension (OID 1.2.840.113741.1.13.1) is formed. */
public enum SgxExtensionForm {
  /** The five mandatory entries: what the Processor CA certifies. */
  FIVE_ENTRIES,
  /** The five and the two of multi-package platforms: what the Platform CA certifies. */
  SEVEN_ENTRIES,
  /** No SGX extension at all. */
  ABSENT,
  /** The five mandatory entries and the platform instance id. */
  SIX_ENTRIES,
  /** Seven entries, two of them an FMSPC: first a wrong one, at the end the platform's. */
  DUPLICATE_FMSPC,
  /** Seven entries, the last two under OIDs that Intel does not define. */
  UNKNOWN_OIDS
}
