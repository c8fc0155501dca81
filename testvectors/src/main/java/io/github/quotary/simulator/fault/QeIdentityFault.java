package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.TextEdit;
import java.util.List;

/** Faults of the QE identity: signature, dates, content. */
public enum QeIdentityFault implements Fault {
  /** One bit of the signature. */
  SIGNATURE_FLIPPED(
      "one bit of the signature",
      Recipe.evidence(e -> Tampering.flip(e, CollateralPart.QE_IDENTITY_SIGNATURE)),
      Rejections.qeIdentity("SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE")),
  /** Signature r = s = 0. */
  SIGNATURE_ZERO(
      "signature r = s = 0",
      Recipe.evidence(e -> Tampering.zero(e, CollateralPart.QE_IDENTITY_SIGNATURE)),
      Rejections.qeIdentity("SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE")),
  /** Not signed by the TCB signing key. */
  SIGNED_BY_OTHER_KEY(
      "not signed by the TCB signing key",
      Recipe.pki(p -> p.withQeIdentityKey("other tcb-signing")),
      Rejections.qeIdentity("SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE")),
  /** A status changed after signing. */
  STATUS_EDITED(
      "a status changed after signing",
      edit(TextEdit.unsigned("\"OutOfDate\"", "\"UpToDate\"")),
      Rejections.qeIdentity("SGX_ENCLAVE_IDENTITY_INVALID_SIGNATURE")),
  /** White space added after signing, which Intel does not see. */
  REFORMATTED(
      "white space added after signing, which Intel does not see",
      edit(TextEdit.unsigned(",\"mrsigner\"", ", \"mrsigner\"")),
      Baseline.rejectedByQuotary()),
  /** Past its next update. */
  EXPIRED(
      "past its next update",
      Recipe.qeIdentity(
          q -> q.withIssueDate(Dates.LONG_BEFORE).withNextUpdate(Dates.SHORTLY_BEFORE)),
      Baseline.expired()),
  /** Issued after the time of verification. */
  FROM_FUTURE(
      "issued after the time of verification",
      Recipe.qeIdentity(q -> q.withIssueDate(Dates.SHORTLY_AFTER)),
      Baseline.untrusted()),
  /** Version 1. */
  VERSION_1("version 1", Recipe.qeIdentity(q -> q.withVersion(1)), Rejections.qeIdentityParse()),
  /** An unknown id. */
  ID_UNKNOWN("an unknown id", Recipe.qeIdentity(q -> q.withId("QX")), Rejections.qeIdentityParse()),
  /** A status that only platforms can have. */
  STATUS_OF_PLATFORMS(
      "a status that only platforms can have",
      Recipe.qeIdentity(q -> q.mapLevels(level -> level.withStatus("SWHardeningNeeded"))),
      Rejections.qeIdentityParse()),
  /** No TCB level. */
  NO_LEVELS(
      "no TCB level",
      Recipe.qeIdentity(q -> q.withLevels(List.of())),
      Rejections.qeIdentityParse()),
  /** Two product ids; Intel reads the first, which is right. */
  DUPLICATE_KEY(
      "two product ids; Intel reads the first, which is right",
      edit(TextEdit.signed(",\"tcbLevels\"", ",\"isvprodid\":9,\"tcbLevels\"")),
      Baseline.rejectedByQuotary()),
  /** Mrsigner missing. */
  NO_MR_SIGNER(
      "mrsigner missing",
      edit(TextEdit.signed("\"mrsigner\"", "\"mrsinger\"")),
      Rejections.qeIdentityParse()),
  /** No text at all. */
  EMPTY_TEXT(
      "no text at all",
      Recipe.evidence(e -> e.with(CollateralPart.QE_IDENTITY, "")),
      Rejections.qeIdentityParse());

  private final Definition definition;

  QeIdentityFault(String about, Recipe recipe, Expectation expectation) {
    definition = Definition.of(about, recipe, expectation);
  }

  QeIdentityFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, recipe, Expectation.rejected(verdict));
  }

  private static Recipe edit(TextEdit edit) {
    return Recipe.qeIdentity(q -> q.edited(edit));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
