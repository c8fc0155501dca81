package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.KeyBinding;
import io.github.quotary.simulator.spec.QuoteMap;

/** Faults of a quote's signatures and of the binding between them. */
public enum QuoteFault implements Fault {
  /** One bit of the quote signature. */
  SIGNATURE_FLIPPED(
      "one bit of the quote signature",
      Recipe.evidence(e -> Tampering.flipSignature(e, QuoteMap::signature)),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** Quote signature r = s = 0. */
  SIGNATURE_ZERO(
      "quote signature r = s = 0",
      Recipe.evidence(e -> Tampering.put(e, QuoteMap::signature, new byte[64])),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** Quote signature with r = n, the order of the group. */
  SIGNATURE_R_IS_ORDER(
      "quote signature with r = n, the order of the group",
      Recipe.evidence(Tampering::signatureOutOfRange),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** Quote signed by a key that the quoting enclave does not vouch for. */
  SIGNED_BY_OTHER_KEY(
      "quote signed by a key that the quoting enclave does not vouch for",
      Recipe.quotingEnclave(qe -> qe.withQuoteKey("other attestation")),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** Report data changed after signing. */
  REPORT_DATA_EDITED(
      "report data changed after signing",
      Recipe.evidence(e -> Tampering.put(e, map -> map.signedSize() - 1, new byte[] {0x55})),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** Header user data changed after signing. */
  USER_DATA_EDITED(
      "header user data changed after signing",
      Recipe.evidence(e -> Tampering.put(e, map -> 47, new byte[] {0x55})),
      Rejections.quote("INVALID_QUOTE_SIGNATURE")),
  /** One bit of the QE report signature. */
  QE_REPORT_SIGNATURE_FLIPPED(
      "one bit of the QE report signature",
      Recipe.evidence(e -> Tampering.flipSignature(e, QuoteMap::qeReportSignature)),
      Rejections.quote("INVALID_QE_REPORT_SIGNATURE")),
  /** QE report signature r = s = 0. */
  QE_REPORT_SIGNATURE_ZERO(
      "QE report signature r = s = 0",
      Recipe.evidence(e -> Tampering.put(e, QuoteMap::qeReportSignature, new byte[64])),
      Rejections.quote("INVALID_QE_REPORT_SIGNATURE")),
  /** QE report signed by a key that is not the PCK. */
  QE_REPORT_SIGNED_BY_OTHER_KEY(
      "QE report signed by a key that is not the PCK",
      Recipe.quotingEnclave(qe -> qe.withReportKey("other pck")),
      Rejections.quote("INVALID_QE_REPORT_SIGNATURE")),
  /** QE report changed after signing. */
  QE_REPORT_EDITED(
      "QE report changed after signing",
      Recipe.evidence(e -> Tampering.put(e, map -> map.qeReport() + 64, new byte[] {0x55})),
      Rejections.quote("INVALID_QE_REPORT_SIGNATURE")),
  /** QE report data of zeros: no attestation key is vouched for. */
  QE_REPORT_DATA_UNBOUND(
      "QE report data of zeros: no attestation key is vouched for",
      Recipe.quotingEnclave(qe -> qe.withBinding(KeyBinding.NONE)),
      Rejections.quote("INVALID_QE_REPORT_DATA")),
  /** QE report data is the hash over the 65-octet form of the key. */
  QE_REPORT_DATA_UNCOMPRESSED_POINT(
      "QE report data is the hash over the 65-octet form of the key",
      Recipe.quotingEnclave(qe -> qe.withBinding(KeyBinding.UNCOMPRESSED_POINT)),
      Rejections.quote("INVALID_QE_REPORT_DATA")),
  /** QE authentication data changed, though QE report data covers it. */
  QE_AUTH_DATA_EDITED(
      "QE authentication data changed, though QE report data covers it",
      Recipe.evidence(e -> Tampering.put(e, QuoteMap::qeAuthData, new byte[] {0x55})),
      Rejections.quote("INVALID_QE_REPORT_DATA")),
  /** Attestation key is not a point on the curve, though QE report data covers it. */
  ATTESTATION_KEY_OFF_CURVE(
      "attestation key is not a point on the curve, though QE report data covers it",
      Recipe.quotingEnclave(qe -> qe.withPresentedKey("01".repeat(64))),
      Rejections.quote("UNSUPPORTED_QUOTE_FORMAT")),
  /** Attestation key x = y = 0, though QE report data covers it. */
  ATTESTATION_KEY_ZERO(
      "attestation key x = y = 0, though QE report data covers it",
      Recipe.quotingEnclave(qe -> qe.withPresentedKey("00".repeat(64))),
      Rejections.quote("UNSUPPORTED_QUOTE_FORMAT"));

  private final Definition definition;

  QuoteFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    definition = Definition.of(about, recipe, Expectation.rejected(verdict));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
