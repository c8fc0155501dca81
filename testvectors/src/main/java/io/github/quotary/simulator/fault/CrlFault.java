package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.PckCa;

/** Faults of revocation lists, and what they revoke. */
public enum CrlFault implements Fault {
  /** The PCK certificate is revoked. */
  PCK_REVOKED(
      "the PCK certificate is revoked",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().revoking(p.pck().serial()))),
      Rejections.pckChain("SGX_PCK_REVOKED")),
  /** The intermediate is revoked. */
  INTERMEDIATE_REVOKED(
      "the intermediate is revoked",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.intermediate().serial()))),
      Rejections.pckChain("SGX_INTERMEDIATE_CA_REVOKED")),
  /** The TCB signing certificate is revoked. */
  TCB_SIGNER_REVOKED(
      "the TCB signing certificate is revoked",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.tcbSigning().serial()))),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_REVOKED")),
  /** The root is listed in its own revocation list. */
  ROOT_REVOKED_BY_ITSELF(
      "the root is listed in its own revocation list",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.root().serial()))),
      Baseline.rejectedByQuotary()),
  /** The PCK CRL is not signed by the intermediate. */
  PCK_CRL_SIGNED_BY_OTHER_KEY(
      "the PCK CRL is not signed by the intermediate",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withIssuerKey("other ca"))),
      Rejections.pckChain("SGX_CRL_INVALID_SIGNATURE")),
  /** The root CRL is not signed by the root. */
  ROOT_CRL_SIGNED_BY_OTHER_KEY(
      "the root CRL is not signed by the root",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withIssuerKey("other root"))),
      Rejections.pckChain("SGX_CRL_INVALID_SIGNATURE")),
  /** The PCK CRL has expired. */
  PCK_CRL_EXPIRED(
      "the PCK CRL has expired",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withWindow(Dates.LONG_BEFORE, Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The root CRL has expired. */
  ROOT_CRL_EXPIRED(
      "the root CRL has expired",
      Recipe.pki(
          p -> p.withRootCrl(p.rootCrl().withWindow(Dates.LONG_BEFORE, Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The PCK CRL is from the future, which counts as expired. */
  PCK_CRL_FROM_FUTURE(
      "the PCK CRL is from the future, which counts as expired",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withWindow(Dates.SHORTLY_AFTER, Dates.NEXT_UPDATE))),
      Baseline.expired()),
  /** The root CRL is from the future, which counts as expired. */
  ROOT_CRL_FROM_FUTURE(
      "the root CRL is from the future, which counts as expired",
      Recipe.pki(
          p -> p.withRootCrl(p.rootCrl().withWindow(Dates.SHORTLY_AFTER, Dates.NEXT_UPDATE))),
      Baseline.expired()),
  /** The PCK CRL names the Processor CA, the Platform CA signed it. */
  PCK_CRL_NAMES_OTHER_ISSUER(
      "the PCK CRL names the Processor CA, the Platform CA signed it",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withIssuer(PckCa.PROCESSOR.commonName()))),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  /** The root CRL names the Processor CA, the root signed it. */
  ROOT_CRL_NAMES_OTHER_ISSUER(
      "the root CRL names the Processor CA, the root signed it",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withIssuer(PckCa.PROCESSOR.commonName()))),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  /** The root CRL in the place of the PCK CRL. */
  PCK_CRL_IS_ROOT_CRL(
      "the root CRL in the place of the PCK CRL",
      Recipe.evidence(e -> e.with(CollateralPart.PCK_CRL, e.rootCaCrl())),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  /** The PCK CRL lacks the authority key identifier. */
  PCK_CRL_WITHOUT_AUTHORITY_KEY_IDENTIFIER(
      "the PCK CRL lacks the authority key identifier",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withoutAuthorityKeyIdentifier())),
      Rejections.pckChain("SGX_CRL_INVALID_EXTENSIONS")),
  /** The root CRL lacks the authority key identifier. */
  ROOT_CRL_WITHOUT_AUTHORITY_KEY_IDENTIFIER(
      "the root CRL lacks the authority key identifier",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withoutAuthorityKeyIdentifier())),
      Rejections.pckChain("SGX_CRL_INVALID_EXTENSIONS")),
  /** The PCK CRL lacks the CRL number. */
  PCK_CRL_WITHOUT_NUMBER(
      "the PCK CRL lacks the CRL number",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withoutNumber())),
      Rejections.crlParse()),
  /** The root CRL lacks the CRL number. */
  ROOT_CRL_WITHOUT_NUMBER(
      "the root CRL lacks the CRL number",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withoutNumber())),
      Rejections.crlParse()),
  /** The PCK CRL is three octets. */
  PCK_CRL_GARBAGE(
      "the PCK CRL is three octets",
      Recipe.evidence(e -> e.with(CollateralPart.PCK_CRL, "0badf0")),
      Rejections.crlParse());

  private final Definition definition;

  CrlFault(String about, Recipe recipe, Expectation expectation) {
    definition = Definition.of(about, recipe, expectation);
  }

  CrlFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, recipe, Expectation.rejected(verdict));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
