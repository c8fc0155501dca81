package io.github.quotary.qvl;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A return code of Intel's DCAP library (Intel DCAP, {@code sgx_ql_lib_common.h}, {@code
 * quote3_error_t}), or, below zero, of the shim that calls it.
 *
 * @param code Intel's number, 0 or 0xE001 to 0xE0FF; or the shim's
 */
public record ReturnCode(int code) {
  /** Verification completed; the status gives the result. */
  public static final ReturnCode SUCCESS = new ReturnCode(0);

  /** Intel's code was not called, because the input would crash the process. */
  static final ReturnCode NOT_HANDED_OVER = new ReturnCode(-5);

  private static final int ERROR_BASE = 0xE000;

  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    String table =
        """
        01 ERROR_UNEXPECTED
        02 ERROR_INVALID_PARAMETER
        03 ERROR_OUT_OF_MEMORY
        04 ERROR_ECDSA_ID_MISMATCH
        05 PATHNAME_BUFFER_OVERFLOW_ERROR
        06 FILE_ACCESS_ERROR
        07 ERROR_STORED_KEY
        08 ERROR_PUB_KEY_ID_MISMATCH
        09 ERROR_INVALID_PCE_SIG_SCHEME
        0a ATT_KEY_BLOB_ERROR
        0b UNSUPPORTED_ATT_KEY_ID
        0c UNSUPPORTED_LOADING_POLICY
        0d INTERFACE_UNAVAILABLE
        0e PLATFORM_LIB_UNAVAILABLE
        0f ATT_KEY_NOT_INITIALIZED
        10 ATT_KEY_CERT_DATA_INVALID
        11 NO_PLATFORM_CERT_DATA
        12 OUT_OF_EPC
        13 ERROR_REPORT
        14 ENCLAVE_LOST
        15 INVALID_REPORT
        16 ENCLAVE_LOAD_ERROR
        17 UNABLE_TO_GENERATE_QE_REPORT
        18 KEY_CERTIFCATION_ERROR
        19 NETWORK_ERROR
        1a MESSAGE_ERROR
        1b NO_QUOTE_COLLATERAL_DATA
        1c QUOTE_CERTIFICATION_DATA_UNSUPPORTED
        1d QUOTE_FORMAT_UNSUPPORTED
        1e UNABLE_TO_GENERATE_REPORT
        1f QE_REPORT_INVALID_SIGNATURE
        20 QE_REPORT_UNSUPPORTED_FORMAT
        21 PCK_CERT_UNSUPPORTED_FORMAT
        22 PCK_CERT_CHAIN_ERROR
        23 TCBINFO_UNSUPPORTED_FORMAT
        24 TCBINFO_MISMATCH
        25 QEIDENTITY_UNSUPPORTED_FORMAT
        26 QEIDENTITY_MISMATCH
        27 TCB_OUT_OF_DATE
        28 TCB_OUT_OF_DATE_CONFIGURATION_NEEDED
        29 SGX_ENCLAVE_IDENTITY_OUT_OF_DATE
        2a SGX_ENCLAVE_REPORT_ISVSVN_OUT_OF_DATE
        2b QE_IDENTITY_OUT_OF_DATE
        2c SGX_TCB_INFO_EXPIRED
        2d SGX_PCK_CERT_CHAIN_EXPIRED
        2e SGX_CRL_EXPIRED
        2f SGX_SIGNING_CERT_CHAIN_EXPIRED
        30 SGX_ENCLAVE_IDENTITY_EXPIRED
        31 PCK_REVOKED
        32 TCB_REVOKED
        33 TCB_CONFIGURATION_NEEDED
        34 UNABLE_TO_GET_COLLATERAL
        35 ERROR_INVALID_PRIVILEGE
        37 NO_QVE_IDENTITY_DATA
        38 CRL_UNSUPPORTED_FORMAT
        39 QEIDENTITY_CHAIN_ERROR
        3a TCBINFO_CHAIN_ERROR
        3b ERROR_QVL_QVE_MISMATCH
        3c TCB_SW_HARDENING_NEEDED
        3d TCB_CONFIGURATION_AND_SW_HARDENING_NEEDED
        3e UNSUPPORTED_MODE
        3f NO_DEVICE
        40 SERVICE_UNAVAILABLE
        41 NETWORK_FAILURE
        42 SERVICE_TIMEOUT
        43 ERROR_BUSY
        44 UNKNOWN_MESSAGE_RESPONSE
        45 PERSISTENT_STORAGE_ERROR
        46 ERROR_MESSAGE_PARSING_ERROR
        47 PLATFORM_UNKNOWN
        48 UNKNOWN_API_VERSION
        49 CERTS_UNAVAILABLE
        50 QVEIDENTITY_MISMATCH
        51 QVE_OUT_OF_DATE
        52 PSW_NOT_AVAILABLE
        53 COLLATERAL_VERSION_NOT_SUPPORTED
        60 TDX_MODULE_MISMATCH
        61 QEIDENTITY_NOT_FOUND
        62 TCBINFO_NOT_FOUND
        63 INTERNAL_SERVER_ERROR
        64 SUPPLEMENTAL_DATA_VERSION_NOT_SUPPORTED
        65 ROOT_CA_UNTRUSTED
        66 TCB_NOT_SUPPORTED
        67 CONFIG_INVALID_JSON
        68 RESULT_INVALID_SIGNATURE
        70 QAEIDENTITY_MISMATCH
        71 QAE_OUT_OF_DATE
        72 QUOTE_HASH_MISMATCH
        73 REPORT_DATA_MISMATCH
        """;
    table
        .lines()
        .forEach(
            line ->
                NAMES.put(
                    ERROR_BASE | Integer.parseInt(line.substring(0, 2), 16),
                    "SGX_QL_" + line.substring(3)));
    NAMES.put(0, "SGX_QL_SUCCESS");
    NAMES.put(-1, "SHIM_BAD_ARGUMENT");
    NAMES.put(-2, "SHIM_NO_MEMORY");
    NAMES.put(-3, "SHIM_EXCEPTION");
    NAMES.put(-4, "SHIM_NO_FUNCTION");
    NAMES.put(-5, "SHIM_NOT_HANDED_OVER");
  }

  /**
   * The code of this name.
   *
   * @throws IllegalArgumentException if Intel does not define it
   */
  static ReturnCode named(String name) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(entry -> new ReturnCode(entry.getKey()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is not a return code of Intel's"));
  }

  /** Intel's name, for example {@code SGX_QL_TCBINFO_MISMATCH}; the number if it has none. */
  public String name() {
    return NAMES.getOrDefault(code, String.format(Locale.ROOT, "0x%04X", code));
  }

  /** Whether verification completed with a status. */
  public boolean isSuccess() {
    return code == 0;
  }

  @Override
  public String toString() {
    return name();
  }
}
