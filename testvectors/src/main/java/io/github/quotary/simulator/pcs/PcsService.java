package io.github.quotary.simulator.pcs;

/** What Intel's provisioning certification service has for a verifier. */
public enum PcsService {
  /** TCB information of one platform model. */
  TCB_INFO,
  /** Identity of the quoting enclave of SGX or TDX. */
  QE_IDENTITY,
  /** Revocation list of the Processor or Platform CA. */
  PCK_CRL,
  /** Revocation list of the root CA. */
  ROOT_CA_CRL,
  /** The TCB evaluation data numbers that are in force. */
  TCB_EVALUATION_DATA_NUMBERS,
  /** The platform models that there is TCB information of. */
  FMSPCS,
  /** Anything else. */
  UNKNOWN
}
