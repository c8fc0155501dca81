package io.github.quotary.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a quote is rejected. The constants stand <b>in the order of Intel's checks</b>, so the
 * smaller ordinal of two faults is the one that Intel reports; each carries the step, the status of
 * Intel's QVL (where the step has one) and the return code of Intel's DCAP library.
 *
 * <p>Sources: Intel SGX DCAP Quote Verification Library ({@code Status} enum), Intel DCAP {@code
 * sgx_ql_lib_common.h} ({@code quote3_error_t}).
 */
public enum RejectReason {
  /** The quote is shorter than 1020 bytes, the least that Intel accepts. */
  QUOTE_TOO_SHORT(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** The quote is larger than the verifier's limit. */
  QUOTE_TOO_LARGE(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** The collateral is larger than the verifier's limit. */
  COLLATERAL_TOO_LARGE(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** A text of the collateral has a NUL byte before its end. */
  COLLATERAL_TEXT_HAS_NUL(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** The verification time is not after 1970-01-01T00:00:00Z. */
  TIME_NOT_POSITIVE(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** The TEE type is neither SGX nor TDX. */
  TEE_TYPE_UNKNOWN(Stage.ARGS, null, "SGX_QL_ERROR_INVALID_PARAMETER"),
  /** A length, version, type or identifier in the quote is not one that Intel accepts. */
  QUOTE_FORMAT_UNSUPPORTED(
      Stage.QUOTE_PARSE, "STATUS_UNSUPPORTED_QUOTE_FORMAT", "SGX_QL_QUOTE_FORMAT_UNSUPPORTED"),
  /** The quote carries no certification data. */
  CERTIFICATION_DATA_EMPTY(Stage.CERT_DATA_EMPTY, null, "SGX_QL_ERROR_UNEXPECTED"),
  /** The quote's certification data is no PCK certificate chain (type 5). */
  CERTIFICATION_DATA_TYPE_UNSUPPORTED(
      Stage.CERT_TYPE, null, "SGX_QL_QUOTE_CERTIFICATION_DATA_UNSUPPORTED"),
  /** The TCB info is malformed, of an unknown version, or holds invalid values. */
  TCB_INFO_UNSUPPORTED_FORMAT(Stage.TCB_INFO_PARSE, null, "SGX_QL_TCBINFO_UNSUPPORTED_FORMAT"),
  /** The quote's PCK certificate chain is malformed or is not three certificates. */
  PCK_CHAIN_UNSUPPORTED_FORMAT(Stage.PCK_CHAIN_PARSE, null, "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** No certificate of the quote's chain is self-issued. */
  PCK_CHAIN_WITHOUT_ROOT(Stage.NO_ROOT, null, "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** The root of the quote's chain does not carry the trust anchor's key. */
  ROOT_KEY_NOT_TRUSTED(Stage.ROOT_KEY_PIN, null, "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** The QE identity is malformed, of an unknown version, or holds invalid values. */
  QE_IDENTITY_UNSUPPORTED_FORMAT(
      Stage.QE_IDENTITY_PARSE, null, "SGX_QL_QEIDENTITY_UNSUPPORTED_FORMAT"),
  /** An issuer chain of the collateral is malformed or empty. */
  ISSUER_CHAIN_UNSUPPORTED_FORMAT(Stage.ISSUER_CHAIN_PARSE, null, "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** A revocation list is malformed, or lacks nextUpdate or its CRL number. */
  CRL_UNSUPPORTED_FORMAT(Stage.CRL_PARSE, null, "SGX_QL_CRL_UNSUPPORTED_FORMAT"),
  /** A date of the collateral is 1970-01-01T00:00:00Z, which Intel takes for none. */
  DATE_UNEXPECTED(Stage.DATES, null, "SGX_QL_ERROR_UNEXPECTED"),
  /** The root's common name does not contain "SGX Root CA". */
  PCK_CHAIN_ROOT_MISSING(Stage.PCK_CHAIN, "STATUS_SGX_ROOT_CA_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** No intermediate certificate's common name contains "CA". */
  PCK_CHAIN_INTERMEDIATE_MISSING(
      Stage.PCK_CHAIN, "STATUS_SGX_INTERMEDIATE_CA_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** No certificate's common name contains "SGX PCK Certificate". */
  PCK_CHAIN_PCK_MISSING(Stage.PCK_CHAIN, "STATUS_SGX_PCK_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root is not signed by itself. */
  PCK_CHAIN_ROOT_INVALID_ISSUER(
      Stage.PCK_CHAIN, "STATUS_SGX_ROOT_CA_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The intermediate certificate is not issued and signed by the root. */
  PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER(
      Stage.PCK_CHAIN, "STATUS_SGX_INTERMEDIATE_CA_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The PCK certificate is not issued and signed by the intermediate. */
  PCK_CHAIN_PCK_INVALID_ISSUER(
      Stage.PCK_CHAIN, "STATUS_SGX_PCK_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list names another issuer than the quote's root. */
  PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_UNKNOWN_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list lacks its authority key identifier. */
  PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_INVALID_EXTENSIONS", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list is not signed by the quote's root. */
  PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_INVALID_SIGNATURE", "SGX_QL_RESULT_INVALID_SIGNATURE"),
  /** The PCK revocation list names another issuer than the quote's intermediate. */
  PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_UNKNOWN_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The PCK revocation list lacks its authority key identifier. */
  PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_INVALID_EXTENSIONS", "SGX_QL_ERROR_UNEXPECTED"),
  /** The PCK revocation list is not signed by the quote's intermediate. */
  PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE(
      Stage.PCK_CHAIN, "STATUS_SGX_CRL_INVALID_SIGNATURE", "SGX_QL_RESULT_INVALID_SIGNATURE"),
  /** The intermediate certificate is revoked by the root. */
  PCK_CHAIN_INTERMEDIATE_REVOKED(
      Stage.PCK_CHAIN, "STATUS_SGX_INTERMEDIATE_CA_REVOKED", "SGX_QL_PCK_REVOKED"),
  /** The PCK certificate is revoked by the intermediate. */
  PCK_CHAIN_PCK_REVOKED(Stage.PCK_CHAIN, "STATUS_SGX_PCK_REVOKED", "SGX_QL_PCK_REVOKED"),
  /** The root's own revocation list names the root itself (stricter than Intel). */
  PCK_CHAIN_ROOT_REVOKED(
      Stage.PCK_CHAIN, "STATUS_SGX_PCK_CERT_CHAIN_UNTRUSTED", "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** The TCB info's issuer chain is not two certificates. */
  TCB_INFO_CHAIN_LENGTH(
      Stage.TCB_INFO, "STATUS_UNSUPPORTED_CERT_FORMAT", "SGX_QL_PCK_CERT_UNSUPPORTED_FORMAT"),
  /** The TCB info's issuer chain has no root whose common name contains "SGX Root CA". */
  TCB_INFO_ROOT_MISSING(Stage.TCB_INFO, "STATUS_SGX_ROOT_CA_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root of the TCB info's issuer chain is not signed by itself. */
  TCB_INFO_ROOT_INVALID_ISSUER(
      Stage.TCB_INFO, "STATUS_SGX_ROOT_CA_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The TCB info's issuer chain has no TCB signing certificate at its end. */
  TCB_INFO_SIGNER_MISSING(
      Stage.TCB_INFO, "STATUS_SGX_TCB_SIGNING_CERT_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** The TCB info's signing certificate is not issued and signed by its root. */
  TCB_INFO_SIGNER_INVALID_ISSUER(
      Stage.TCB_INFO, "STATUS_SGX_TCB_SIGNING_CERT_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list names another issuer than the root of the TCB info's chain. */
  TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER(
      Stage.TCB_INFO, "STATUS_SGX_CRL_UNKNOWN_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list lacks its authority key identifier. */
  TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS(
      Stage.TCB_INFO, "STATUS_SGX_CRL_INVALID_EXTENSIONS", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list is not signed by the root of the TCB info's chain. */
  TCB_INFO_ROOT_CRL_INVALID_SIGNATURE(
      Stage.TCB_INFO, "STATUS_SGX_CRL_INVALID_SIGNATURE", "SGX_QL_RESULT_INVALID_SIGNATURE"),
  /** The TCB info's signing certificate is revoked. */
  TCB_INFO_SIGNER_REVOKED(
      Stage.TCB_INFO, "STATUS_SGX_TCB_SIGNING_CERT_REVOKED", "SGX_QL_PCK_REVOKED"),
  /**
   * The root of the TCB info's issuer chain is another certificate than the root of the quote's
   * chain.
   */
  TCB_INFO_CHAIN_UNTRUSTED(
      Stage.TCB_INFO, "STATUS_SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED", "SGX_QL_TCBINFO_CHAIN_ERROR"),
  /** The TCB info is not signed by its signing certificate. */
  TCB_INFO_INVALID_SIGNATURE(
      Stage.TCB_INFO, "STATUS_TCB_INFO_INVALID_SIGNATURE", "SGX_QL_TCBINFO_CHAIN_ERROR"),
  /** The QE identity's issuer chain is not two certificates. */
  QE_IDENTITY_CHAIN_LENGTH(
      Stage.QE_IDENTITY, "STATUS_UNSUPPORTED_CERT_FORMAT", "SGX_QL_PCK_CERT_UNSUPPORTED_FORMAT"),
  /** The QE identity's issuer chain has no root whose common name contains "SGX Root CA". */
  QE_IDENTITY_ROOT_MISSING(
      Stage.QE_IDENTITY, "STATUS_SGX_ROOT_CA_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root of the QE identity's issuer chain is not signed by itself. */
  QE_IDENTITY_ROOT_INVALID_ISSUER(
      Stage.QE_IDENTITY, "STATUS_SGX_ROOT_CA_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The QE identity's issuer chain has no TCB signing certificate at its end. */
  QE_IDENTITY_SIGNER_MISSING(
      Stage.QE_IDENTITY, "STATUS_SGX_TCB_SIGNING_CERT_MISSING", "SGX_QL_ERROR_UNEXPECTED"),
  /** The QE identity's signing certificate is not issued and signed by its root. */
  QE_IDENTITY_SIGNER_INVALID_ISSUER(
      Stage.QE_IDENTITY, "STATUS_SGX_TCB_SIGNING_CERT_INVALID_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /**
   * The root CA's revocation list names another issuer than the root of the QE identity's chain.
   */
  QE_IDENTITY_ROOT_CRL_UNKNOWN_ISSUER(
      Stage.QE_IDENTITY, "STATUS_SGX_CRL_UNKNOWN_ISSUER", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list lacks its authority key identifier. */
  QE_IDENTITY_ROOT_CRL_INVALID_EXTENSIONS(
      Stage.QE_IDENTITY, "STATUS_SGX_CRL_INVALID_EXTENSIONS", "SGX_QL_ERROR_UNEXPECTED"),
  /** The root CA's revocation list is not signed by the root of the QE identity's chain. */
  QE_IDENTITY_ROOT_CRL_INVALID_SIGNATURE(
      Stage.QE_IDENTITY, "STATUS_SGX_CRL_INVALID_SIGNATURE", "SGX_QL_RESULT_INVALID_SIGNATURE"),
  /** The QE identity's signing certificate is revoked. */
  QE_IDENTITY_SIGNER_REVOKED(
      Stage.QE_IDENTITY, "STATUS_SGX_TCB_SIGNING_CERT_REVOKED", "SGX_QL_PCK_REVOKED"),
  /**
   * The root of the QE identity's issuer chain is another certificate than the root of the quote's
   * chain.
   */
  QE_IDENTITY_CHAIN_UNTRUSTED(
      Stage.QE_IDENTITY,
      "STATUS_SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED",
      "SGX_QL_TCBINFO_CHAIN_ERROR"),
  /** The QE identity is not signed by its signing certificate. */
  QE_IDENTITY_INVALID_SIGNATURE(
      Stage.QE_IDENTITY,
      "STATUS_SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE",
      "SGX_QL_QEIDENTITY_CHAIN_ERROR"),
  /** The PCK revocation list's issuer is not, letter for letter, the PCK certificate's issuer. */
  PCK_CRL_INVALID(Stage.QUOTE, "STATUS_INVALID_PCK_CRL", "SGX_QL_ERROR_UNEXPECTED"),
  /** The PCK certificate is revoked. */
  PCK_REVOKED(Stage.QUOTE, "STATUS_PCK_REVOKED", "SGX_QL_PCK_REVOKED"),
  /** The TCB info is for another TEE, FMSPC or PCE than the quote's platform. */
  TCB_INFO_MISMATCH(Stage.QUOTE, "STATUS_TCB_INFO_MISMATCH", "SGX_QL_TCBINFO_MISMATCH"),
  /** The PCK certificate's public key is not a point on P-256. */
  PCK_KEY_INVALID(Stage.QUOTE, "STATUS_INVALID_PCK_CERT", "SGX_QL_PCK_CERT_CHAIN_ERROR"),
  /** The TDX module's signer, attributes or version are not those of the TCB info. */
  TDX_MODULE_MISMATCH(Stage.QUOTE, "STATUS_TDX_MODULE_MISMATCH", "SGX_QL_TDX_MODULE_MISMATCH"),
  /** The QE report is not signed by the PCK key. */
  QE_REPORT_INVALID_SIGNATURE(
      Stage.QUOTE, "STATUS_INVALID_QE_REPORT_SIGNATURE", "SGX_QL_QE_REPORT_INVALID_SIGNATURE"),
  /** The QE report does not bind the attestation key. */
  QE_REPORT_INVALID_DATA(Stage.QUOTE, "STATUS_INVALID_QE_REPORT_DATA", "SGX_QL_ERROR_UNEXPECTED"),
  /** The quoting enclave is not the one of the QE identity. */
  QE_IDENTITY_MISMATCH(Stage.QUOTE, "STATUS_QE_IDENTITY_MISMATCH", "SGX_QL_QEIDENTITY_MISMATCH"),
  /** The attestation key is not a point on P-256. */
  ATTESTATION_KEY_INVALID(
      Stage.QUOTE, "STATUS_UNSUPPORTED_QUOTE_FORMAT", "SGX_QL_QUOTE_FORMAT_UNSUPPORTED"),
  /** The quote is not signed by its attestation key. */
  QUOTE_INVALID_SIGNATURE(
      Stage.QUOTE, "STATUS_INVALID_QUOTE_SIGNATURE", "SGX_QL_RESULT_INVALID_SIGNATURE"),
  /** The platform, TDX module or QE is below every level that Intel lists. */
  TCB_NOT_SUPPORTED(Stage.QUOTE, "STATUS_TCB_NOT_SUPPORTED", "SGX_QL_TCB_NOT_SUPPORTED"),
  /** The platform's, TDX module's or QE's TCB level is revoked. */
  TCB_REVOKED(Stage.QUOTE, "STATUS_TCB_REVOKED", "SGX_QL_TCB_REVOKED"),
  /** The matched TDX module level carries a status that Intel does not define. */
  TCB_UNRECOGNIZED_STATUS(Stage.QUOTE, "STATUS_TCB_UNRECOGNIZED_STATUS", "SGX_QL_ERROR_UNEXPECTED");

  private final Stage stage;
  private final @Nullable String qvlStatus;
  private final String returnCode;

  RejectReason(Stage stage, @Nullable String qvlStatus, String returnCode) {
    this.stage = stage;
    this.qvlStatus = qvlStatus;
    this.returnCode = returnCode;
  }

  /** The step of Intel's verification that failed. */
  public Stage stage() {
    return stage;
  }

  /** Name of the QVL's status, for example {@code STATUS_TCB_INFO_MISMATCH}, where there is one. */
  public Optional<String> qvlStatus() {
    return Optional.ofNullable(qvlStatus);
  }

  /** Name of the DCAP library's return code, for example {@code SGX_QL_TCBINFO_MISMATCH}. */
  public String returnCode() {
    return returnCode;
  }
}
