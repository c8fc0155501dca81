package io.github.quotary.verify.mutation;

import static io.github.quotary.status.RejectReason.ISSUER_CHAIN_UNSUPPORTED_FORMAT;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_INTERMEDIATE_MISSING;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_PCK_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_PCK_MISSING;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_ROOT_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_WITHOUT_ROOT;
import static io.github.quotary.status.RejectReason.QE_IDENTITY_ROOT_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.QE_IDENTITY_ROOT_MISSING;
import static io.github.quotary.status.RejectReason.QE_IDENTITY_SIGNER_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.QE_IDENTITY_SIGNER_MISSING;
import static io.github.quotary.status.RejectReason.ROOT_KEY_NOT_TRUSTED;
import static io.github.quotary.status.RejectReason.TCB_INFO_ROOT_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.TCB_INFO_ROOT_MISSING;
import static io.github.quotary.status.RejectReason.TCB_INFO_SIGNER_INVALID_ISSUER;
import static io.github.quotary.status.RejectReason.TCB_INFO_SIGNER_MISSING;

import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.status.RejectReason;

/**
 * A certificate at its place in the evidence, and what its fields lead to when they are changed and
 * nothing is signed anew. The checks come in Intel's order: forms, the root's key, names by which
 * certificates are found, signatures.
 */
enum CertificateRole {
  PCK(
      Chain.QUOTE,
      0,
      "SGX PCK Certificate",
      PCK_CHAIN_UNSUPPORTED_FORMAT,
      PCK_CHAIN_PCK_INVALID_ISSUER,
      PCK_CHAIN_PCK_MISSING,
      PCK_CHAIN_PCK_INVALID_ISSUER,
      PCK_CHAIN_PCK_INVALID_ISSUER),
  INTERMEDIATE(
      Chain.QUOTE,
      1,
      "CA",
      PCK_CHAIN_UNSUPPORTED_FORMAT,
      PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
      PCK_CHAIN_INTERMEDIATE_MISSING,
      PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
      PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER),
  /** A root whose two names differ is none. */
  ROOT(
      Chain.QUOTE,
      2,
      null,
      PCK_CHAIN_UNSUPPORTED_FORMAT,
      PCK_CHAIN_ROOT_INVALID_ISSUER,
      PCK_CHAIN_WITHOUT_ROOT,
      PCK_CHAIN_WITHOUT_ROOT,
      ROOT_KEY_NOT_TRUSTED),
  /** The signer of nobody is the root where the signer names another issuer. */
  TCB_INFO_SIGNER(
      Chain.TCB_INFO,
      0,
      "SGX TCB Signing",
      ISSUER_CHAIN_UNSUPPORTED_FORMAT,
      TCB_INFO_SIGNER_INVALID_ISSUER,
      TCB_INFO_SIGNER_MISSING,
      TCB_INFO_SIGNER_MISSING,
      TCB_INFO_SIGNER_INVALID_ISSUER),
  TCB_INFO_ROOT(
      Chain.TCB_INFO,
      1,
      null,
      ISSUER_CHAIN_UNSUPPORTED_FORMAT,
      TCB_INFO_ROOT_INVALID_ISSUER,
      TCB_INFO_ROOT_MISSING,
      TCB_INFO_ROOT_MISSING,
      TCB_INFO_ROOT_INVALID_ISSUER),
  QE_IDENTITY_SIGNER(
      Chain.QE_IDENTITY,
      0,
      "SGX TCB Signing",
      ISSUER_CHAIN_UNSUPPORTED_FORMAT,
      QE_IDENTITY_SIGNER_INVALID_ISSUER,
      QE_IDENTITY_SIGNER_MISSING,
      QE_IDENTITY_SIGNER_MISSING,
      QE_IDENTITY_SIGNER_INVALID_ISSUER),
  QE_IDENTITY_ROOT(
      Chain.QE_IDENTITY,
      1,
      null,
      ISSUER_CHAIN_UNSUPPORTED_FORMAT,
      QE_IDENTITY_ROOT_INVALID_ISSUER,
      QE_IDENTITY_ROOT_MISSING,
      QE_IDENTITY_ROOT_MISSING,
      QE_IDENTITY_ROOT_INVALID_ISSUER),
  /** The chain beside the PCK CRL is parsed and never used; the quote carries the same. */
  PCK_CRL_INTERMEDIATE(Chain.PCK_CRL_ISSUER, 0, null, ISSUER_CHAIN_UNSUPPORTED_FORMAT),
  PCK_CRL_ROOT(Chain.PCK_CRL_ISSUER, 1, null, ISSUER_CHAIN_UNSUPPORTED_FORMAT);

  private final Chain chain;
  private final int index;
  private final String namePart;
  private final RejectReason malformed;
  private final String unsigned;
  private final String unfound;
  private final String otherIssuer;
  private final String otherKey;

  CertificateRole(
      Chain chain,
      int index,
      String namePart,
      RejectReason malformed,
      RejectReason unsigned,
      RejectReason unfound,
      RejectReason otherIssuer,
      RejectReason otherKey) {
    this.chain = chain;
    this.index = index;
    this.namePart = namePart;
    this.malformed = malformed;
    this.unsigned = unsigned.name();
    this.unfound = unfound.name();
    this.otherIssuer = otherIssuer.name();
    this.otherKey = otherKey.name();
  }

  CertificateRole(Chain chain, int index, String namePart, RejectReason malformed) {
    this.chain = chain;
    this.index = index;
    this.namePart = namePart;
    this.malformed = malformed;
    this.unsigned = Words.TRUSTED;
    this.unfound = Words.TRUSTED;
    this.otherIssuer = Words.TRUSTED;
    this.otherKey = Words.TRUSTED;
  }

  Chain chain() {
    return chain;
  }

  /** The certificate's place in its chain. */
  int index() {
    return index;
  }

  /** Whether its chain is checked, not only parsed. */
  boolean isChecked() {
    return chain != Chain.PCK_CRL_ISSUER;
  }

  RejectReason malformed() {
    return malformed;
  }

  /** A field that no check but a signature looks at. */
  String unsigned() {
    return unsigned;
  }

  String otherIssuer() {
    return otherIssuer;
  }

  String otherKey() {
    return otherKey;
  }

  /** Another subject, of which this is the common name. */
  String otherSubject(String commonName) {
    return namePart != null && commonName.contains(namePart) ? unsigned : unfound;
  }
}
