package io.github.quotary.simulator.spec;

/** The four places that carry a certificate chain. */
public enum Chain {
  /** In the quote: leaf, intermediate, root. */
  QUOTE,
  /** Beside the PCK CRL: intermediate, root. */
  PCK_CRL_ISSUER,
  /** Beside the TCB information: signer, root. */
  TCB_INFO,
  /** Beside the QE identity: signer, root. */
  QE_IDENTITY
}
