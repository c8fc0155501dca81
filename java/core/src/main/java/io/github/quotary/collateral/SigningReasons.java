package io.github.quotary.collateral;

import io.github.quotary.status.RejectReason;

/** The reasons for which a signed document is not trusted, in the order of the checks. */
record SigningReasons(
    RejectReason chainLength,
    RejectReason rootMissing,
    RejectReason rootInvalidIssuer,
    RejectReason signerMissing,
    RejectReason signerInvalidIssuer,
    RejectReason crlUnknownIssuer,
    RejectReason crlInvalidExtensions,
    RejectReason crlInvalidSignature,
    RejectReason signerRevoked,
    RejectReason untrusted,
    RejectReason invalidSignature) {
  static final SigningReasons TCB_INFO =
      new SigningReasons(
          RejectReason.TCB_INFO_CHAIN_LENGTH,
          RejectReason.TCB_INFO_ROOT_MISSING,
          RejectReason.TCB_INFO_ROOT_INVALID_ISSUER,
          RejectReason.TCB_INFO_SIGNER_MISSING,
          RejectReason.TCB_INFO_SIGNER_INVALID_ISSUER,
          RejectReason.TCB_INFO_ROOT_CRL_UNKNOWN_ISSUER,
          RejectReason.TCB_INFO_ROOT_CRL_INVALID_EXTENSIONS,
          RejectReason.TCB_INFO_ROOT_CRL_INVALID_SIGNATURE,
          RejectReason.TCB_INFO_SIGNER_REVOKED,
          RejectReason.TCB_INFO_CHAIN_UNTRUSTED,
          RejectReason.TCB_INFO_INVALID_SIGNATURE);

  static final SigningReasons QE_IDENTITY =
      new SigningReasons(
          RejectReason.QE_IDENTITY_CHAIN_LENGTH,
          RejectReason.QE_IDENTITY_ROOT_MISSING,
          RejectReason.QE_IDENTITY_ROOT_INVALID_ISSUER,
          RejectReason.QE_IDENTITY_SIGNER_MISSING,
          RejectReason.QE_IDENTITY_SIGNER_INVALID_ISSUER,
          RejectReason.QE_IDENTITY_ROOT_CRL_UNKNOWN_ISSUER,
          RejectReason.QE_IDENTITY_ROOT_CRL_INVALID_EXTENSIONS,
          RejectReason.QE_IDENTITY_ROOT_CRL_INVALID_SIGNATURE,
          RejectReason.QE_IDENTITY_SIGNER_REVOKED,
          RejectReason.QE_IDENTITY_CHAIN_UNTRUSTED,
          RejectReason.QE_IDENTITY_INVALID_SIGNATURE);
}
