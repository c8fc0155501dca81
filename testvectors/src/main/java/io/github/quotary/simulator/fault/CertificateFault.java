package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.PkiSpec;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import io.github.quotary.simulator.spec.StandardExtension;

/** Faults of a certificate's own content: dates and extensions. */
public enum CertificateFault implements Fault {
  /** The PCK certificate has expired. */
  PCK_EXPIRED(
      "the PCK certificate has expired",
      Recipe.pki(p -> p.withPck(p.pck().withNotAfter(Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The PCK certificate is from the future. */
  PCK_NOT_YET_VALID(
      "the PCK certificate is from the future",
      Recipe.pki(p -> p.withPck(p.pck().withNotBefore(Dates.SHORTLY_AFTER))),
      Baseline.untrusted()),
  /** The intermediate has expired. */
  INTERMEDIATE_EXPIRED(
      "the intermediate has expired",
      Recipe.pki(p -> p.withIntermediate(p.intermediate().withNotAfter(Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The intermediate is from the future. */
  INTERMEDIATE_NOT_YET_VALID(
      "the intermediate is from the future",
      Recipe.pki(p -> p.withIntermediate(p.intermediate().withNotBefore(Dates.SHORTLY_AFTER))),
      Baseline.untrusted()),
  /** The TCB signing certificate has expired. */
  TCB_SIGNER_EXPIRED(
      "the TCB signing certificate has expired",
      Recipe.pki(p -> p.withTcbSigning(p.tcbSigning().withNotAfter(Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The TCB signing certificate is from the future. */
  TCB_SIGNER_NOT_YET_VALID(
      "the TCB signing certificate is from the future",
      Recipe.pki(p -> p.withTcbSigning(p.tcbSigning().withNotBefore(Dates.SHORTLY_AFTER))),
      Baseline.untrusted()),
  /** The root has expired. */
  ROOT_EXPIRED(
      "the root has expired",
      Recipe.pki(p -> root(p, p.root().withNotAfter(Dates.SHORTLY_BEFORE))),
      Baseline.expired()),
  /** The root is from the future. */
  ROOT_NOT_YET_VALID(
      "the root is from the future",
      Recipe.pki(p -> root(p, p.root().withNotBefore(Dates.SHORTLY_AFTER))),
      Baseline.untrusted()),
  /** The PCK certificate lacks the authority key identifier. */
  PCK_WITHOUT_AUTHORITY_KEY_IDENTIFIER(
      "the PCK certificate lacks the authority key identifier",
      Recipe.pki(p -> p.withPck(p.pck().without(StandardExtension.AUTHORITY_KEY_IDENTIFIER))),
      Rejections.pckChainParse()),
  /** The PCK certificate lacks the CRL distribution points. */
  PCK_WITHOUT_CRL_DISTRIBUTION_POINTS(
      "the PCK certificate lacks the CRL distribution points",
      Recipe.pki(p -> p.withPck(p.pck().without(StandardExtension.CRL_DISTRIBUTION_POINTS))),
      Rejections.pckChainParse()),
  /** The PCK certificate lacks the subject key identifier. */
  PCK_WITHOUT_SUBJECT_KEY_IDENTIFIER(
      "the PCK certificate lacks the subject key identifier",
      Recipe.pki(p -> p.withPck(p.pck().without(StandardExtension.SUBJECT_KEY_IDENTIFIER))),
      Rejections.pckChainParse()),
  /** The PCK certificate lacks the key usage. */
  PCK_WITHOUT_KEY_USAGE(
      "the PCK certificate lacks the key usage",
      Recipe.pki(p -> p.withPck(p.pck().without(StandardExtension.KEY_USAGE))),
      Rejections.pckChainParse()),
  /** The PCK certificate lacks the basic constraints. */
  PCK_WITHOUT_BASIC_CONSTRAINTS(
      "the PCK certificate lacks the basic constraints",
      Recipe.pki(p -> p.withPck(p.pck().without(StandardExtension.BASIC_CONSTRAINTS))),
      Rejections.pckChainParse()),
  /** The intermediate lacks the subject key identifier. */
  INTERMEDIATE_WITHOUT_SUBJECT_KEY_IDENTIFIER(
      "the intermediate lacks the subject key identifier",
      Recipe.pki(
          p ->
              p.withIntermediate(
                  p.intermediate().without(StandardExtension.SUBJECT_KEY_IDENTIFIER))),
      Rejections.pckChainParse()),
  /** The root in the chains lacks the CRL distribution points. */
  ROOT_WITHOUT_CRL_DISTRIBUTION_POINTS(
      "the root in the chains lacks the CRL distribution points",
      Recipe.pki(p -> p.withRoot(p.root().without(StandardExtension.CRL_DISTRIBUTION_POINTS))),
      Rejections.pckChainParse()),
  /** The TCB signing certificate lacks the basic constraints. */
  TCB_SIGNER_WITHOUT_BASIC_CONSTRAINTS(
      "the TCB signing certificate lacks the basic constraints",
      Recipe.pki(
          p -> p.withTcbSigning(p.tcbSigning().without(StandardExtension.BASIC_CONSTRAINTS))),
      Rejections.issuerChainParse()),
  /** The PCK certificate has no SGX extension. */
  SGX_EXTENSION_ABSENT(
      "the PCK certificate has no SGX extension",
      Recipe.platform(p -> p.withForm(SgxExtensionForm.ABSENT)),
      Rejections.pckChainParse()),
  /** The SGX extension has 6 entries, neither 5 nor 7. */
  SGX_EXTENSION_OF_SIX_ENTRIES(
      "the SGX extension has 6 entries, neither 5 nor 7",
      Recipe.platform(p -> p.withForm(SgxExtensionForm.SIX_ENTRIES)),
      Rejections.pckChainParse()),
  /** The SGX extension has two FMSPCs; the last is the one of the TCB information. */
  SGX_EXTENSION_DUPLICATE_FMSPC(
      "the SGX extension has two FMSPCs; the last is the one of the TCB information",
      Recipe.platform(p -> p.withForm(SgxExtensionForm.DUPLICATE_FMSPC)),
      Baseline.rejectedByQuotary()),
  /** A component SVN 256 above what it should be. */
  SGX_EXTENSION_SVN_OVERFLOW(
      "a component SVN 256 above what it should be",
      Recipe.platform(p -> p.withSvns(p.svns().with(0, p.svns().values().get(0) + 256))),
      Baseline.rejectedByQuotary());

  private final Definition definition;

  CertificateFault(String about, Recipe recipe, Expectation expectation) {
    definition = Definition.of(about, recipe, expectation);
  }

  CertificateFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, recipe, Expectation.rejected(verdict));
  }

  private static PkiSpec root(PkiSpec pki, CertificateSpec root) {
    return pki.withRoot(root).withAnchor(root);
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
