package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Verdict;
import java.util.Map;

/** The ways of Intel's wrapper to refuse evidence, by the step that refuses. */
final class Rejections {
  /** Return codes of the library's statuses, as far as they are not the unexpected error. */
  private static final Map<String, String> RETURN_CODES =
      Map.ofEntries(
          Map.entry("TCB_REVOKED", "TCB_REVOKED"),
          Map.entry("SGX_PCK_REVOKED", "PCK_REVOKED"),
          Map.entry("SGX_INTERMEDIATE_CA_REVOKED", "PCK_REVOKED"),
          Map.entry("SGX_TCB_SIGNING_CERT_REVOKED", "PCK_REVOKED"),
          Map.entry("TCB_NOT_SUPPORTED", "TCB_NOT_SUPPORTED"),
          Map.entry("INVALID_QUOTE_SIGNATURE", "RESULT_INVALID_SIGNATURE"),
          Map.entry("SGX_CRL_INVALID_SIGNATURE", "RESULT_INVALID_SIGNATURE"),
          Map.entry("INVALID_QE_REPORT_SIGNATURE", "QE_REPORT_INVALID_SIGNATURE"),
          Map.entry("UNSUPPORTED_QUOTE_FORMAT", "QUOTE_FORMAT_UNSUPPORTED"),
          Map.entry("UNSUPPORTED_CERT_FORMAT", "PCK_CERT_UNSUPPORTED_FORMAT"),
          Map.entry("TCB_INFO_MISMATCH", "TCBINFO_MISMATCH"),
          Map.entry("QE_IDENTITY_MISMATCH", "QEIDENTITY_MISMATCH"),
          Map.entry("SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE", "QEIDENTITY_CHAIN_ERROR"),
          Map.entry("TCB_INFO_INVALID_SIGNATURE", "TCBINFO_CHAIN_ERROR"),
          Map.entry("SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED", "TCBINFO_CHAIN_ERROR"),
          Map.entry("TDX_MODULE_MISMATCH", "TDX_MODULE_MISMATCH"),
          Map.entry("INVALID_PARAMETER", "ERROR_INVALID_PARAMETER"));

  private static final String UNEXPECTED = "ERROR_UNEXPECTED";

  private Rejections() {}

  /** Too small for a quote, or of an unknown TEE. */
  static Verdict.Rejected arguments() {
    return withoutStatus("args", "ERROR_INVALID_PARAMETER");
  }

  static Verdict.Rejected quoteParse() {
    return at("quote_parse", "UNSUPPORTED_QUOTE_FORMAT");
  }

  static Verdict.Rejected noCertificationData() {
    return withoutStatus("cert_data_empty", UNEXPECTED);
  }

  static Verdict.Rejected certificationType() {
    return withoutStatus("cert_type", "QUOTE_CERTIFICATION_DATA_UNSUPPORTED");
  }

  static Verdict.Rejected tcbInfoParse() {
    return withoutStatus("tcb_info_parse", "TCBINFO_UNSUPPORTED_FORMAT");
  }

  static Verdict.Rejected pckChainParse() {
    return withoutStatus("pck_chain_parse", "PCK_CERT_CHAIN_ERROR");
  }

  static Verdict.Rejected rootKeyPin() {
    return withoutStatus("root_key_pin", "PCK_CERT_CHAIN_ERROR");
  }

  static Verdict.Rejected qeIdentityParse() {
    return withoutStatus("qe_identity_parse", "QEIDENTITY_UNSUPPORTED_FORMAT");
  }

  static Verdict.Rejected issuerChainParse() {
    return withoutStatus("issuer_chain_parse", "PCK_CERT_CHAIN_ERROR");
  }

  static Verdict.Rejected crlParse() {
    return withoutStatus("crl_parse", "CRL_UNSUPPORTED_FORMAT");
  }

  static Verdict.Rejected pckChain(String status) {
    return at("pck_chain", status);
  }

  static Verdict.Rejected tcbInfo(String status) {
    return at("tcb_info", status);
  }

  static Verdict.Rejected qeIdentity(String status) {
    return at("qe_identity", status);
  }

  static Verdict.Rejected quote(String status) {
    return at("quote", status);
  }

  private static Verdict.Rejected at(String stage, String status) {
    String returnCode = RETURN_CODES.getOrDefault(status, UNEXPECTED);
    return new Verdict.Rejected(stage, "STATUS_" + status, "SGX_QL_" + returnCode);
  }

  private static Verdict.Rejected withoutStatus(String stage, String returnCode) {
    return new Verdict.Rejected(stage, null, "SGX_QL_" + returnCode);
  }
}
