package io.github.quotary.qvl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A status of Intel's low-level QVL (Intel SGX DCAP Quote Verification Library, {@code Status}),
 * or, below zero, of the shim.
 *
 * @param number Intel's number, 0 to 88; or the shim's
 */
record QvlStatus(int number) {
  private static final List<String> NAMES =
      """
      OK UNSUPPORTED_CERT_FORMAT SGX_ROOT_CA_MISSING SGX_ROOT_CA_INVALID
      SGX_ROOT_CA_INVALID_EXTENSIONS SGX_ROOT_CA_INVALID_ISSUER SGX_ROOT_CA_UNTRUSTED
      SGX_INTERMEDIATE_CA_MISSING SGX_INTERMEDIATE_CA_INVALID
      SGX_INTERMEDIATE_CA_INVALID_EXTENSIONS SGX_INTERMEDIATE_CA_INVALID_ISSUER
      SGX_INTERMEDIATE_CA_REVOKED SGX_PCK_MISSING SGX_PCK_INVALID SGX_PCK_INVALID_EXTENSIONS
      SGX_PCK_INVALID_ISSUER SGX_PCK_REVOKED TRUSTED_ROOT_CA_INVALID SGX_PCK_CERT_CHAIN_UNTRUSTED
      SGX_TCB_INFO_UNSUPPORTED_FORMAT SGX_TCB_INFO_INVALID TCB_INFO_INVALID_SIGNATURE
      SGX_TCB_SIGNING_CERT_MISSING SGX_TCB_SIGNING_CERT_INVALID
      SGX_TCB_SIGNING_CERT_INVALID_EXTENSIONS SGX_TCB_SIGNING_CERT_INVALID_ISSUER
      SGX_TCB_SIGNING_CERT_CHAIN_UNTRUSTED SGX_TCB_SIGNING_CERT_REVOKED SGX_CRL_UNSUPPORTED_FORMAT
      SGX_CRL_UNKNOWN_ISSUER SGX_CRL_INVALID SGX_CRL_INVALID_EXTENSIONS SGX_CRL_INVALID_SIGNATURE
      SGX_CA_CERT_UNSUPPORTED_FORMAT SGX_CA_CERT_INVALID TRUSTED_ROOT_CA_UNSUPPORTED_FORMAT
      MISSING_PARAMETERS UNSUPPORTED_QUOTE_FORMAT UNSUPPORTED_PCK_CERT_FORMAT INVALID_PCK_CERT
      UNSUPPORTED_PCK_RL_FORMAT INVALID_PCK_CRL UNSUPPORTED_TCB_INFO_FORMAT PCK_REVOKED
      TCB_INFO_MISMATCH TCB_OUT_OF_DATE TCB_REVOKED TCB_CONFIGURATION_NEEDED
      TCB_OUT_OF_DATE_CONFIGURATION_NEEDED TCB_NOT_SUPPORTED TCB_UNRECOGNIZED_STATUS
      UNSUPPORTED_QE_CERTIFICATION INVALID_QE_CERTIFICATION_DATA_SIZE
      UNSUPPORTED_QE_CERTIFICATION_DATA_TYPE PCK_CERT_MISMATCH INVALID_QE_REPORT_SIGNATURE
      INVALID_QE_REPORT_DATA INVALID_QUOTE_SIGNATURE SGX_QE_IDENTITY_UNSUPPORTED_FORMAT
      SGX_QE_IDENTITY_INVALID SGX_QE_IDENTITY_INVALID_SIGNATURE
      SGX_ENCLAVE_REPORT_UNSUPPORTED_FORMAT SGX_ENCLAVE_IDENTITY_UNSUPPORTED_FORMAT
      SGX_ENCLAVE_IDENTITY_INVALID SGX_ENCLAVE_IDENTITY_UNSUPPORTED_VERSION
      SGX_ENCLAVE_IDENTITY_OUT_OF_DATE SGX_ENCLAVE_REPORT_MISCSELECT_MISMATCH
      SGX_ENCLAVE_REPORT_ATTRIBUTES_MISMATCH SGX_ENCLAVE_REPORT_MRENCLAVE_MISMATCH
      SGX_ENCLAVE_REPORT_MRSIGNER_MISMATCH SGX_ENCLAVE_REPORT_ISVPRODID_MISMATCH
      SGX_ENCLAVE_REPORT_ISVSVN_OUT_OF_DATE UNSUPPORTED_QE_IDENTITY_FORMAT QE_IDENTITY_OUT_OF_DATE
      QE_IDENTITY_MISMATCH SGX_TCB_INFO_EXPIRED SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE
      INVALID_PARAMETER SGX_PCK_CERT_CHAIN_EXPIRED SGX_CRL_EXPIRED SGX_SIGNING_CERT_CHAIN_EXPIRED
      SGX_ENCLAVE_IDENTITY_EXPIRED TCB_SW_HARDENING_NEEDED
      TCB_CONFIGURATION_AND_SW_HARDENING_NEEDED SGX_ENCLAVE_REPORT_ISVSVN_REVOKED
      TDX_MODULE_MISMATCH SGX_ENCLAVE_REPORT_ISVSVN_NOT_SUPPORTED TCB_TD_RELAUNCH_ADVISED
      TCB_TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED
      """
          .strip()
          .lines()
          .flatMap(line -> List.of(line.strip().split(" ", -1)).stream())
          .toList();

  private static final Set<Integer> EXPIRY = Set.of(75, 78, 79, 80, 81);

  /** How Intel's DCAP library maps a status that ends a verification. */
  private static final Map<Integer, String> RETURN_CODES = new HashMap<>();

  static {
    returns("PCK_REVOKED", 11, 16, 27, 43);
    returns("TCB_REVOKED", 46);
    returns("TCB_NOT_SUPPORTED", 49);
    returns("RESULT_INVALID_SIGNATURE", 32, 57, 60);
    returns("QE_REPORT_INVALID_SIGNATURE", 55);
    returns("QUOTE_FORMAT_UNSUPPORTED", 37);
    returns("PCK_CERT_UNSUPPORTED_FORMAT", 1, 38);
    returns("PCK_CERT_CHAIN_ERROR", 6, 18, 39);
    returns("TCBINFO_UNSUPPORTED_FORMAT", 19, 20, 42);
    returns("TCBINFO_MISMATCH", 44);
    returns("QEIDENTITY_UNSUPPORTED_FORMAT", 58);
    returns("QEIDENTITY_MISMATCH", 59, 66, 67, 68, 69, 70, 74);
    returns("QEIDENTITY_CHAIN_ERROR", 62, 63, 64, 72, 76);
    returns("TCBINFO_CHAIN_ERROR", 21, 26);
    returns("TDX_MODULE_MISMATCH", 85);
    returns("ERROR_INVALID_PARAMETER", 36, 77);
    returns("QUOTE_CERTIFICATION_DATA_UNSUPPORTED", 51, 53);
  }

  private static void returns(String code, int... numbers) {
    for (int number : numbers) {
      RETURN_CODES.put(number, "SGX_QL_" + code);
    }
  }

  boolean isOk() {
    return number == 0;
  }

  boolean isExpiry() {
    return EXPIRY.contains(number);
  }

  boolean isOneOf(Set<Integer> numbers) {
    return numbers.contains(number);
  }

  /** Intel's name, for example {@code STATUS_TCB_INFO_MISMATCH}. */
  String intelName() {
    return number >= 0 && number < NAMES.size()
        ? "STATUS_" + NAMES.get(number)
        : new ReturnCode(number).name();
  }

  /** The return code of Intel's DCAP library for a verification that ends with this status. */
  ReturnCode returnCode() {
    return number < 0
        ? new ReturnCode(number)
        : ReturnCode.named(RETURN_CODES.getOrDefault(number, "SGX_QL_ERROR_UNEXPECTED"));
  }

  /** The TCB status that the number stands for, with its name in Intel's JSON. */
  Optional<String> tcbStatusName() {
    return Optional.ofNullable(
        switch (number) {
          case 0 -> "UpToDate";
          case 45 -> "OutOfDate";
          case 47 -> "ConfigurationNeeded";
          case 48 -> "OutOfDateConfigurationNeeded";
          case 82 -> "SWHardeningNeeded";
          case 83 -> "ConfigurationAndSWHardeningNeeded";
          case 87 -> "TDRelaunchAdvised";
          case 88 -> "TDRelaunchAdvisedConfigurationNeeded";
          default -> null;
        });
  }
}
