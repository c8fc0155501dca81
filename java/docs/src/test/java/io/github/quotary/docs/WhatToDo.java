package io.github.quotary.docs;

import io.github.quotary.status.RejectReason;

/** What whoever meets a reason can do. The switch is exhaustive: a new reason needs its advice. */
final class WhatToDo {
  private static final String GET_AGAIN =
      "Get the quote again from where it was made: these are not the bytes that were signed.";
  private static final String FETCH =
      "Fetch the collateral anew, from Intel or another PCCS ([collateral](collateral.md)).";
  private static final String FETCH_OR_FORGED =
      FETCH + " If it persists, somebody between you and Intel changes it.";
  private static final String NOT_INTELS_CHAIN =
      "The quote's certificates are not as Intel issues them. Get the quote again; if it persists,"
          + " do not trust its maker.";
  private static final String REVOKED_PLATFORM =
      "Intel has revoked a certificate of this platform. Do not trust quotes of this machine; its"
          + " owner has to clear that with Intel.";
  private static final String WRONG_PLATFORM =
      "Use collateral of this quote's platform: `quotary collateral fetch --quote QUOTE --out"
          + " FILE`.";

  private WhatToDo() {}

  static String about(RejectReason reason) {
    return switch (reason) {
      case QUOTE_TOO_SHORT ->
          "Was it cut off, or is it something else than a quote?"
              + " `quotary verify FILE` says what a text looks like.";
      case QUOTE_TOO_LARGE -> "Is it a quote? If so, raise `maxQuoteBytes` of the verifier.";
      case COLLATERAL_TOO_LARGE ->
          "Pass this platform's collateral alone, or raise" + " `maxCollateralBytes`.";
      case COLLATERAL_TEXT_HAS_NUL -> "The collateral was damaged on its way. " + FETCH;
      case TIME_NOT_POSITIVE -> "Pass the time of verification; is the machine's clock set?";
      case TEE_TYPE_UNKNOWN ->
          "It is not a quote of SGX or TDX: look at it with"
              + " `quotary inspect FILE`, or see [forms](../evidence/FORMS.md).";
      case QUOTE_FORMAT_UNSUPPORTED ->
          "The detail says which field; versions 3, 4 and 5 are read. Was it cut or padded on its"
              + " way?";
      case CERTIFICATION_DATA_EMPTY, CERTIFICATION_DATA_TYPE_UNSUPPORTED ->
          "The platform made the quote without its PCK chain: set up Intel's quote provider library"
              + " and a PCCS where quotes are made, so that they carry the chain (type 5).";
      case TCB_INFO_UNSUPPORTED_FORMAT,
          QE_IDENTITY_UNSUPPORTED_FORMAT,
          ISSUER_CHAIN_UNSUPPORTED_FORMAT,
          CRL_UNSUPPORTED_FORMAT,
          DATE_UNEXPECTED ->
          FETCH;
      case PCK_CHAIN_UNSUPPORTED_FORMAT, PCK_CHAIN_WITHOUT_ROOT -> NOT_INTELS_CHAIN;
      case ROOT_KEY_NOT_TRUSTED ->
          "For a test root, name it: `--trust-anchor FILE`, `Verifier.builder().trustAnchor(...)`."
              + " Otherwise the quote was signed under somebody else's root: do not trust it.";
      case PCK_CHAIN_ROOT_MISSING,
          PCK_CHAIN_INTERMEDIATE_MISSING,
          PCK_CHAIN_PCK_MISSING,
          PCK_CHAIN_ROOT_INVALID_ISSUER,
          PCK_CHAIN_INTERMEDIATE_INVALID_ISSUER,
          PCK_CHAIN_PCK_INVALID_ISSUER,
          PCK_KEY_INVALID ->
          NOT_INTELS_CHAIN;
      case PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
          PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
          PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE,
          PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS,
          PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE,
          TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER,
          TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS,
          TCB_INFO_ROOT_CRL_INVALID_SIGNATURE,
          QE_IDENTITY_ROOT_CRL_UNKNOWN_ISSUER,
          QE_IDENTITY_ROOT_CRL_INVALID_EXTENSIONS,
          QE_IDENTITY_ROOT_CRL_INVALID_SIGNATURE ->
          FETCH_OR_FORGED;
      case PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER, PCK_CRL_INVALID ->
          "There are two lists, of the Processor CA and of the Platform CA. " + WRONG_PLATFORM;
      case PCK_CHAIN_INTERMEDIATE_REVOKED, PCK_CHAIN_PCK_REVOKED, PCK_REVOKED -> REVOKED_PLATFORM;
      case PCK_CHAIN_ROOT_REVOKED ->
          "The root revoked itself: trust nothing below it, and ask" + " Intel.";
      case TCB_INFO_CHAIN_LENGTH,
          TCB_INFO_ROOT_MISSING,
          TCB_INFO_ROOT_INVALID_ISSUER,
          TCB_INFO_SIGNER_MISSING,
          TCB_INFO_SIGNER_INVALID_ISSUER,
          TCB_INFO_INVALID_SIGNATURE,
          QE_IDENTITY_CHAIN_LENGTH,
          QE_IDENTITY_ROOT_MISSING,
          QE_IDENTITY_ROOT_INVALID_ISSUER,
          QE_IDENTITY_SIGNER_MISSING,
          QE_IDENTITY_SIGNER_INVALID_ISSUER,
          QE_IDENTITY_INVALID_SIGNATURE ->
          FETCH_OR_FORGED
              + " A tool that parses and writes the JSON again breaks the signature: pass the text"
              + " as it came.";
      case TCB_INFO_SIGNER_REVOKED, QE_IDENTITY_SIGNER_REVOKED ->
          "Intel has revoked the certificate that signed the document. " + FETCH;
      case TCB_INFO_CHAIN_UNTRUSTED, QE_IDENTITY_CHAIN_UNTRUSTED ->
          "Quote and collateral end in two certificates of Intel's root. Fetch the collateral and"
              + " get the quote anew, both from one time.";
      case TCB_INFO_MISMATCH -> WRONG_PLATFORM;
      case TDX_MODULE_MISMATCH ->
          "The TD ran on a TDX module that Intel's statement does not have,"
              + " or that is not Intel's. "
              + FETCH;
      case QE_REPORT_INVALID_SIGNATURE,
          QE_REPORT_INVALID_DATA,
          ATTESTATION_KEY_INVALID,
          QUOTE_INVALID_SIGNATURE ->
          GET_AGAIN + " If it persists, do not trust its maker.";
      case QE_IDENTITY_MISMATCH ->
          "The quote was signed by another enclave than Intel's quoting"
              + " enclave, or the QE identity is of the other TEE. "
              + WRONG_PLATFORM;
      case TCB_NOT_SUPPORTED ->
          "The platform is older than all that Intel lists: update its BIOS,"
              + " microcode and TDX module. The verdict says which component needs what.";
      case TCB_REVOKED ->
          "Intel has withdrawn this TCB level: update the platform before it is"
              + " trusted again.";
      case TCB_UNRECOGNIZED_STATUS -> "Use a newer Quotary, or fetch the collateral anew.";
    };
  }
}
