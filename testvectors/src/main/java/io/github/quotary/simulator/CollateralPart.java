package io.github.quotary.simulator;

/** The parts of a collateral bundle, each a text. */
public enum CollateralPart {
  /** PEM: intermediate, root. */
  PCK_CRL_ISSUER_CHAIN("pck_crl_issuer_chain"),
  /** Hex of the DER encoding. */
  ROOT_CA_CRL("root_ca_crl"),
  /** Hex of the DER encoding. */
  PCK_CRL("pck_crl"),
  /** PEM: signer, root. */
  TCB_INFO_ISSUER_CHAIN("tcb_info_issuer_chain"),
  /** The signed JSON text itself, without its envelope. */
  TCB_INFO("tcb_info"),
  /** Hex of 64 octets: r, s. */
  TCB_INFO_SIGNATURE("tcb_info_signature"),
  /** PEM: signer, root. */
  QE_IDENTITY_ISSUER_CHAIN("qe_identity_issuer_chain"),
  /** The signed JSON text itself, without its envelope. */
  QE_IDENTITY("qe_identity"),
  /** Hex of 64 octets: r, s. */
  QE_IDENTITY_SIGNATURE("qe_identity_signature");

  private final String key;

  CollateralPart(String key) {
    this.key = key;
  }

  /** The member's name in a JSON bundle. */
  public String key() {
    return key;
  }
}
