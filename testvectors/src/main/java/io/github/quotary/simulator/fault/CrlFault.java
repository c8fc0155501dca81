package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.PckCa;

/** Faults of revocation lists, and what they revoke. */
public enum CrlFault implements Fault {
  PCK_REVOKED(
      "the PCK certificate is revoked",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().revoking(p.pck().serial()))),
      Rejections.pckChain("SGX_PCK_REVOKED")),
  INTERMEDIATE_REVOKED(
      "the intermediate is revoked",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.intermediate().serial()))),
      Rejections.pckChain("SGX_INTERMEDIATE_CA_REVOKED")),
  TCB_SIGNER_REVOKED(
      "the TCB signing certificate is revoked",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.tcbSigning().serial()))),
      Rejections.tcbInfo("SGX_TCB_SIGNING_CERT_REVOKED")),
  ROOT_REVOKED_BY_ITSELF(
      "the root is listed in its own revocation list",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().revoking(p.root().serial()))),
      Baseline.rejectedByQuotary()),
  PCK_CRL_SIGNED_BY_OTHER_KEY(
      "the PCK CRL is not signed by the intermediate",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withIssuerKey("other ca"))),
      Rejections.pckChain("SGX_CRL_INVALID_SIGNATURE")),
  ROOT_CRL_SIGNED_BY_OTHER_KEY(
      "the root CRL is not signed by the root",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withIssuerKey("other root"))),
      Rejections.pckChain("SGX_CRL_INVALID_SIGNATURE")),
  PCK_CRL_EXPIRED(
      "the PCK CRL has expired",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withWindow(Dates.LONG_BEFORE, Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  ROOT_CRL_EXPIRED(
      "the root CRL has expired",
      Recipe.pki(
          p -> p.withRootCrl(p.rootCrl().withWindow(Dates.LONG_BEFORE, Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  PCK_CRL_FROM_FUTURE(
      "the PCK CRL is from the future, which counts as expired",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withWindow(Dates.SHORTLY_AFTER, Dates.NEXT_UPDATE))),
      Baseline.expired()),
  ROOT_CRL_FROM_FUTURE(
      "the root CRL is from the future, which counts as expired",
      Recipe.pki(
          p -> p.withRootCrl(p.rootCrl().withWindow(Dates.SHORTLY_AFTER, Dates.NEXT_UPDATE))),
      Baseline.expired()),
  PCK_CRL_NAMES_OTHER_ISSUER(
      "the PCK CRL names the Processor CA, the Platform CA signed it",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withIssuer(PckCa.PROCESSOR.commonName()))),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  ROOT_CRL_NAMES_OTHER_ISSUER(
      "the root CRL names the Processor CA, the root signed it",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withIssuer(PckCa.PROCESSOR.commonName()))),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  PCK_CRL_IS_ROOT_CRL(
      "the root CRL in the place of the PCK CRL",
      Recipe.evidence(e -> e.with(CollateralPart.PCK_CRL, e.rootCaCrl())),
      Rejections.pckChain("SGX_CRL_UNKNOWN_ISSUER")),
  PCK_CRL_WITHOUT_AUTHORITY_KEY_IDENTIFIER(
      "the PCK CRL lacks the authority key identifier",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withoutAuthorityKeyIdentifier())),
      Rejections.pckChain("SGX_CRL_INVALID_EXTENSIONS")),
  ROOT_CRL_WITHOUT_AUTHORITY_KEY_IDENTIFIER(
      "the root CRL lacks the authority key identifier",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withoutAuthorityKeyIdentifier())),
      Rejections.pckChain("SGX_CRL_INVALID_EXTENSIONS")),
  PCK_CRL_WITHOUT_NUMBER(
      "the PCK CRL lacks the CRL number",
      Recipe.pki(p -> p.withPckCrl(p.pckCrl().withoutNumber())),
      Rejections.crlParse()),
  ROOT_CRL_WITHOUT_NUMBER(
      "the root CRL lacks the CRL number",
      Recipe.pki(p -> p.withRootCrl(p.rootCrl().withoutNumber())),
      Rejections.crlParse()),
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
