package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.spec.Dates;
import io.github.quotary.simulator.spec.TcbLevelSpec;
import io.github.quotary.simulator.spec.TextEdit;
import java.util.List;

/** Faults of TCB information: signature, dates, content. */
public enum TcbInfoFault implements Fault {
  /** One bit of the signature. */
  SIGNATURE_FLIPPED(
      "one bit of the signature",
      Recipe.evidence(e -> Tampering.flip(e, CollateralPart.TCB_INFO_SIGNATURE)),
      Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE")),
  /** Signature r = s = 0. */
  SIGNATURE_ZERO(
      "signature r = s = 0",
      Recipe.evidence(e -> Tampering.zero(e, CollateralPart.TCB_INFO_SIGNATURE)),
      Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE")),
  /** Not signed by the TCB signing key. */
  SIGNED_BY_OTHER_KEY(
      "not signed by the TCB signing key",
      Recipe.pki(p -> p.withTcbInfoKey("other tcb-signing")),
      Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE")),
  /** A status changed after signing. */
  STATUS_EDITED(
      "a status changed after signing",
      edit(TextEdit.unsigned("\"OutOfDate\"", "\"UpToDate\"")),
      Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE")),
  /** White space added after signing, which Intel does not see. */
  REFORMATTED(
      "white space added after signing, which Intel does not see",
      edit(TextEdit.unsigned(",\"fmspc\"", ", \"fmspc\"")),
      Baseline.rejectedByQuotary()),
  /** Past its next update. */
  EXPIRED(
      "past its next update",
      Recipe.tcbInfo(t -> t.withIssueDate(Dates.LONG_BEFORE).withNextUpdate(Dates.SHORTLY_BEFORE)),
      Baseline.expired()),
  /** Issued after the time of verification. */
  FROM_FUTURE(
      "issued after the time of verification",
      Recipe.tcbInfo(t -> t.withIssueDate(Dates.SHORTLY_AFTER)),
      Baseline.untrusted()),
  /** Version 2, which knows no TDX. */
  VERSION_2_FOR_TDX(
      "version 2, which knows no TDX",
      Recipe.tcbInfo(t -> t.withVersion(2)),
      Rejections.quote("TCB_INFO_MISMATCH")),
  /** Version 4. */
  VERSION_4(
      "version 4",
      edit(TextEdit.signed("\"version\":3", "\"version\":4")),
      Rejections.tcbInfoParse()),
  /** Id SGX over the content of TDX. */
  ID_SGX_WITH_TDX_CONTENT(
      "id SGX over the content of TDX",
      edit(TextEdit.signed("\"id\":\"TDX\"", "\"id\":\"SGX\"")),
      Rejections.tcbInfoParse()),
  /** A status that nobody knows. */
  STATUS_UNKNOWN(
      "a status that nobody knows",
      Recipe.tcbInfo(t -> t.mapLevels(level -> level.withStatus("Fine"))),
      Rejections.tcbInfoParse()),
  /** A component SVN of 264, which Intel reads as 8. */
  SVN_OVERFLOW(
      "a component SVN of 264, which Intel reads as 8",
      Recipe.tcbInfo(t -> t.withLevels(List.of(overflowing(t.levels().get(0))))),
      Baseline.rejectedByQuotary()),
  /** Two FMSPCs; Intel reads the first, which is right. */
  DUPLICATE_KEY(
      "two FMSPCs; Intel reads the first, which is right",
      edit(TextEdit.signed(",\"pceId\"", ",\"fmspc\":\"FFEEDDCCBBAA\",\"pceId\"")),
      Baseline.rejectedByQuotary()),
  /** Two statuses in one level; Intel reads the first, which is UpToDate. */
  DUPLICATE_STATUS(
      "two statuses in one level; Intel reads the first, which is UpToDate",
      edit(
          TextEdit.signed(
              "\"tcbStatus\":\"UpToDate\"",
              "\"tcbStatus\":\"UpToDate\",\"tcbStatus\":\"Revoked\"")),
      Baseline.rejectedByQuotary()),
  /** A second FMSPC whose name is written with an escape. */
  ESCAPED_DUPLICATE_KEY(
      "a second FMSPC whose name is written with an escape",
      edit(TextEdit.signed(",\"pceId\"", ",\"\\u0066mspc\":\"FFEEDDCCBBAA\",\"pceId\"")),
      Expectation.stricterThan(Rejections.tcbInfo("TCB_INFO_INVALID_SIGNATURE"))),
  /** Arrays nested 40 deep under an unknown key, which 1.26 accepts. */
  DEEPLY_NESTED(
      "arrays nested 40 deep under an unknown key, which 1.26 accepts",
      nested(40),
      Expectation.stricterThan(Baseline.verdict(), Rejections.tcbInfoParse())),
  /** Arrays nested 20000 deep, for parsers that recurse. */
  NESTED_TO_EXHAUSTION(
      "arrays nested 20000 deep, for parsers that recurse",
      nested(20_000),
      Expectation.stricterThan(Baseline.verdict(), Rejections.tcbInfoParse())),
  /** No TCB level. */
  NO_LEVELS(
      "no TCB level", Recipe.tcbInfo(t -> t.withLevels(List.of())), Rejections.tcbInfoParse()),
  /** Two levels of the same SVNs. */
  EQUAL_LEVELS(
      "two levels of the same SVNs",
      Recipe.tcbInfo(t -> t.withLevels(List.of(t.levels().get(0), t.levels().get(0)))),
      Rejections.tcbInfoParse()),
  /** 15 SGX components in every level. */
  FIFTEEN_COMPONENTS(
      "15 SGX components in every level",
      edit(TextEdit.signed(",{\"svn\":0}],\"pcesvn\"", "],\"pcesvn\"")),
      Rejections.tcbInfoParse()),
  /** 17 SGX components in every level. */
  SEVENTEEN_COMPONENTS(
      "17 SGX components in every level",
      edit(TextEdit.signed("],\"pcesvn\"", ",{\"svn\":0}],\"pcesvn\"")),
      Rejections.tcbInfoParse()),
  /** PCESVN as a string. */
  SVN_AS_TEXT(
      "PCESVN as a string",
      edit(TextEdit.signed("\"pcesvn\":13", "\"pcesvn\":\"13\"")),
      Rejections.tcbInfoParse()),
  /** A component SVN of -1. */
  SVN_NEGATIVE(
      "a component SVN of -1",
      edit(TextEdit.signed("{\"svn\":0}],\"pcesvn\"", "{\"svn\":-1}],\"pcesvn\"")),
      Rejections.tcbInfoParse()),
  /** Next update on 31 June. */
  DATE_IMPOSSIBLE(
      "next update on 31 June",
      edit(TextEdit.signed("2026-07-01T00:00:00Z", "2026-06-31T00:00:00Z")),
      Rejections.tcbInfoParse()),
  /** Next update with an offset from UTC. */
  DATE_WITH_OFFSET(
      "next update with an offset from UTC",
      edit(TextEdit.signed("2026-07-01T00:00:00Z", "2026-07-01T02:00:00+02:00")),
      Rejections.tcbInfoParse()),
  /** Null in the place of advisories. */
  ADVISORIES_NULL(
      "null in the place of advisories",
      edit(
          TextEdit.signed(
              "\"tcbStatus\":\"Revoked\"", "\"advisoryIDs\":null,\"tcbStatus\":\"Revoked\"")),
      Rejections.tcbInfoParse()),
  /** TdxModule missing. */
  NO_TDX_MODULE(
      "tdxModule missing", Recipe.tcbInfo(t -> t.withModule(null)), Rejections.tcbInfoParse()),
  /** TdxModuleIdentities missing, the module has a version. */
  NO_MODULE_IDENTITIES(
      "tdxModuleIdentities missing, the module has a version",
      Recipe.tcbInfo(t -> t.withIdentities(List.of())),
      Rejections.quote("TDX_MODULE_MISMATCH")),
  /** Text after the JSON object, signed with it. */
  TRAILING_GARBAGE(
      "text after the JSON object, signed with it",
      edit(TextEdit.signed("\"INTEL-SA-00837\"]}]}", "\"INTEL-SA-00837\"]}]} {}")),
      Rejections.tcbInfoParse()),
  /** No text at all. */
  EMPTY_TEXT(
      "no text at all",
      Recipe.evidence(e -> e.with(CollateralPart.TCB_INFO, "")),
      Rejections.tcbInfoParse());

  private final Definition definition;

  TcbInfoFault(String about, Recipe recipe, Expectation expectation) {
    definition = Definition.of(about, recipe, expectation);
  }

  TcbInfoFault(String about, Recipe recipe, Verdict.Rejected verdict) {
    this(about, recipe, Expectation.rejected(verdict));
  }

  private static Recipe nested(int depth) {
    String arrays = "[".repeat(depth) + "]".repeat(depth);
    return edit(TextEdit.signed(",\"pceId\"", ",\"x\":" + arrays + ",\"pceId\""));
  }

  private static TcbLevelSpec overflowing(TcbLevelSpec level) {
    return level.withSgx(level.sgx().with(0, level.sgx().values().get(0) + 256));
  }

  private static Recipe edit(TextEdit edit) {
    return Recipe.tcbInfo(t -> t.edited(edit));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
