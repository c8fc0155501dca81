package io.github.quotary.quote;

import java.util.HexFormat;

/**
 * Offsets and lengths, in bytes, of everything in a quote; each from the start of its structure.
 * All integers are little-endian.
 *
 * <p>Sources: Intel TDX DCAP Quoting Library API (quote formats 4 and 5), Intel SGX ECDSA
 * QuoteLibReference DCAP API (quote format 3).
 */
final class Layout {
  private Layout() {}

  /** The smallest quote that Intel's QVL accepts, of whatever version. */
  static final int MIN_QUOTE = 1020;

  static final int SIZE_FIELD = 4;

  static final class Header {
    private Header() {}

    static final int SIZE = 48;
    static final int VERSION = 0;
    static final int ATTESTATION_KEY_TYPE = 2;
    static final int TEE_TYPE = 4;
    static final int QE_SVN = 8;
    static final int PCE_SVN = 10;
    static final int QE_VENDOR_ID = 12;
    static final int QE_VENDOR_ID_SIZE = 16;
    static final int USER_DATA = 28;
    static final int USER_DATA_SIZE = 20;

    static final int ECDSA_P256 = 2;
    static final byte[] INTEL_QE = HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");
  }

  /** The descriptor that a version 5 quote has between header and body. */
  static final class Descriptor {
    private Descriptor() {}

    static final int SIZE = 6;
    static final int BODY_TYPE = 0;
    static final int BODY_SIZE = 2;
  }

  static final class Enclave {
    private Enclave() {}

    static final int SIZE = 384;
    static final int CPU_SVN = 0;
    static final int CPU_SVN_SIZE = 16;
    static final int MISC_SELECT = 16;
    static final int MISC_SELECT_SIZE = 4;
    static final int ISV_EXT_PROD_ID = 32;
    static final int ISV_EXT_PROD_ID_SIZE = 16;
    static final int ATTRIBUTES = 48;
    static final int ATTRIBUTES_SIZE = 16;
    static final int MR_ENCLAVE = 64;
    static final int MR_SIGNER = 128;
    static final int MR_SIZE = 32;
    static final int CONFIG_ID = 192;
    static final int CONFIG_ID_SIZE = 64;
    static final int ISV_PROD_ID = 256;
    static final int ISV_SVN = 258;
    static final int CONFIG_SVN = 260;
    static final int ISV_FAMILY_ID = 304;
    static final int ISV_FAMILY_ID_SIZE = 16;
    static final int REPORT_DATA = 320;
    static final int REPORT_DATA_SIZE = 64;
  }

  static final class Td {
    private Td() {}

    static final int SIZE_10 = 584;
    static final int SIZE_15 = 648;
    static final int SIZE_15_EX = 885;

    static final int MR_SIZE = 48;
    static final int TEE_TCB_SVN = 0;
    static final int MR_SEAM = 16;
    static final int MR_SIGNER_SEAM = 64;
    static final int SEAM_ATTRIBUTES = 112;
    static final int TD_ATTRIBUTES = 120;
    static final int XFAM = 128;
    static final int ATTRIBUTES_SIZE = 8;
    static final int MR_TD = 136;
    static final int MR_CONFIG_ID = 184;
    static final int MR_OWNER = 232;
    static final int MR_OWNER_CONFIG = 280;
    static final int RTMR = 328;
    static final int RTMR_COUNT = 4;
    static final int REPORT_DATA = 520;
    static final int REPORT_DATA_SIZE = 64;

    static final int TEE_TCB_SVN_2 = 584;
    static final int MR_SERVICE_TD = 600;

    static final int VM_ID = 648;
    static final int TD_ID = 649;
    static final int TD_ID_SIZE = 32;
    static final int DEV_INFO_HASH = 681;
    static final int INIT_SERV_TD_HASH = 729;
    static final int INIT_SERV_TD_ATTRIBUTES = 777;
    static final int INIT_CPU_SVN = 785;
    static final int INIT_CPU_SVN_SIZE = 16;
    static final int INIT_TEE_TCB_SVN = 801;
    static final int INIT_TEE_FMSPC = 817;
    static final int INIT_TEE_FMSPC_SIZE = 12;
    static final int CUR_SERV_TD_HASH = 829;
    static final int CUR_SERV_TD_ATTRIBUTES = 877;
  }

  /** Start of the authentication data, the same in all versions. */
  static final class Auth {
    private Auth() {}

    static final int SIGNATURE = 0;
    static final int ATTESTATION_KEY = 64;
    static final int FIXED_SIZE = 128;
  }

  /** QE report, its signature, QE authentication data, certification data: one after the other. */
  static final class Qe {
    private Qe() {}

    static final int REPORT = 0;
    static final int SIGNATURE = 384;
    static final int SIGNATURE_SIZE = 64;
    static final int AUTH_DATA_SIZE = 448;
    static final int AUTH_DATA = 450;
  }

  /** Type and size in front of certification data. */
  static final class Certification {
    private Certification() {}

    static final int TYPE = 0;
    static final int SIZE = 2;
    static final int DATA = 6;
  }
}
