package io.github.quotary.status;

import java.util.Locale;

/**
 * Steps of Intel's verification, in the order in which Intel's DCAP library takes them: every
 * document is parsed before any is trusted.
 */
public enum Stage {
  /** The arguments themselves: sizes, time, TEE type. */
  ARGS,
  /** Structure of the quote. */
  QUOTE_PARSE,
  /** The quote's certification data is there. */
  CERT_DATA_EMPTY,
  /** The quote's certification data is a PCK certificate chain. */
  CERT_TYPE,
  /** The signed TCB info's syntax. */
  TCB_INFO_PARSE,
  /** Certificates of the quote's own chain. */
  PCK_CHAIN_PARSE,
  /** The quote's own chain has a root. */
  NO_ROOT,
  /** That root carries the trust anchor's key. */
  ROOT_KEY_PIN,
  /** The signed QE identity's syntax. */
  QE_IDENTITY_PARSE,
  /** Certificates of the collateral's chains. */
  ISSUER_CHAIN_PARSE,
  /** Both revocation lists' syntax. */
  CRL_PARSE,
  /** Dates of all collateral can be told. */
  DATES,
  /** Signatures and revocation of the quote's own chain. */
  PCK_CHAIN,
  /** Signatures and revocation behind the TCB info. */
  TCB_INFO,
  /** Signatures and revocation behind the QE identity. */
  QE_IDENTITY,
  /** The quote itself, against all of it. */
  QUOTE;

  /** The name in lower case, as reports and JSON give it, for example {@code pck_chain}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
