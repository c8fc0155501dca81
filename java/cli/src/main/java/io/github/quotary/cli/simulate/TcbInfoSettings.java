package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TcbInfoSpec;
import io.github.quotary.simulator.spec.TcbLevelSpec;
import io.github.quotary.simulator.spec.TdxModuleIdentitySpec;
import io.github.quotary.simulator.spec.TdxModuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Intel's TCB information, which is signed after these values are set. */
final class TcbInfoSettings {
  private static final String PREFIX = "tcbInfo";

  private static final Lens<TcbInfoSpec> TCB_INFO =
      Lens.of(Scenario::tcbInfo, Scenario::withTcbInfo);

  private TcbInfoSettings() {}

  static List<Section> sections() {
    List<Setting> settings = new ArrayList<>(document());
    settings.addAll(
        module(
            PREFIX + ".tdxModule",
            TCB_INFO.part(TcbInfoSettings::requireModule, TcbInfoSpec::withModule)));
    Lens<TdxModuleIdentitySpec> identity =
        TCB_INFO.element(TcbInfoSpec::identities, TcbInfoSpec::withIdentities);
    String identities = PREFIX + ".tdxModuleIdentities.N";
    settings.addAll(
        new Fields<>(identities, identity)
            .add(
                "id",
                Value.text(),
                TdxModuleIdentitySpec::id,
                TdxModuleIdentitySpec::withId,
                "TDX_ and two hex digits of the module's major version")
            .list());
    settings.addAll(
        module(
            identities,
            identity.part(TdxModuleIdentitySpec::module, TdxModuleIdentitySpec::withModule)));
    settings.add(
        Levels.choice(
            identities + ".tcbLevels",
            identity.part(TdxModuleIdentitySpec::levels, TdxModuleIdentitySpec::withLevels)));
    settings.addAll(
        Levels.svnLevel(
            identities + ".tcbLevels.N",
            identity.element(TdxModuleIdentitySpec::levels, TdxModuleIdentitySpec::withLevels)));
    settings.add(
        Levels.choice(
            PREFIX + ".tcbLevels", TCB_INFO.part(TcbInfoSpec::levels, TcbInfoSpec::withLevels)));
    settings.addAll(level());
    return List.of(new Section("TCB information, as Intel signs it", settings));
  }

  private static TdxModuleSpec requireModule(TcbInfoSpec info) {
    if (info.module() == null) {
      throw new IllegalArgumentException("this TCB information has no tdxModule");
    }
    return info.module();
  }

  private static List<Setting> document() {
    List<Setting> settings =
        new ArrayList<>(
            new Fields<>(PREFIX, TCB_INFO)
                .add(
                    "version",
                    Value.number(0, 99),
                    TcbInfoSpec::version,
                    TcbInfoSpec::withVersion,
                    "3, or 2 for the older SGX form")
                .add("id", Value.text(), TcbInfoSpec::id, TcbInfoSpec::withId, "SGX or TDX")
                .add(
                    "issueDate",
                    Value.instant(),
                    TcbInfoSpec::issueDate,
                    TcbInfoSpec::withIssueDate,
                    "start of its life")
                .add(
                    "nextUpdate",
                    Value.instant(),
                    TcbInfoSpec::nextUpdate,
                    TcbInfoSpec::withNextUpdate,
                    "end of its life")
                .add(
                    "fmspc",
                    Value.hex(6).orNone(),
                    t -> Optional.ofNullable(t.fmspc()),
                    (t, v) -> t.withFmspc(v.orElse(null)),
                    "none: that of the platform")
                .add(
                    "pceId",
                    Value.hex(2).orNone(),
                    t -> Optional.ofNullable(t.pceId()),
                    (t, v) -> t.withPceId(v.orElse(null)),
                    "none: that of the platform")
                .add(
                    "tcbType",
                    Value.number(0, 99),
                    TcbInfoSpec::tcbType,
                    TcbInfoSpec::withTcbType,
                    "always 0 so far")
                .add(
                    "tcbEvaluationDataNumber",
                    Value.wholeNumber(0, Integer.MAX_VALUE),
                    TcbInfoSpec::evaluationNumber,
                    TcbInfoSpec::withEvaluationNumber,
                    "number of the TCB evaluation")
                .list());
    settings.add(Edits.signed(PREFIX + ".text", TCB_INFO, TcbInfoSpec::edited));
    settings.add(
        Levels.choice(
            PREFIX + ".tdxModuleIdentities",
            TCB_INFO.part(TcbInfoSpec::identities, TcbInfoSpec::withIdentities)));
    return settings;
  }

  private static List<Setting> module(String prefix, Lens<TdxModuleSpec> module) {
    return new Fields<>(prefix, module)
        .add(
            "mrSigner",
            Value.hex(48),
            TdxModuleSpec::mrSigner,
            TdxModuleSpec::withMrSigner,
            "MRSIGNERSEAM; zeros stand for Intel")
        .add(
            "attributes",
            Value.hex(8),
            TdxModuleSpec::attributes,
            TdxModuleSpec::withAttributes,
            "SEAMATTRIBUTES")
        .add(
            "attributesMask",
            Value.hex(8),
            TdxModuleSpec::attributesMask,
            TdxModuleSpec::withAttributesMask,
            "mask of SEAMATTRIBUTES")
        .list();
  }

  private static List<Setting> level() {
    Lens<TcbLevelSpec> level = TCB_INFO.element(TcbInfoSpec::levels, TcbInfoSpec::withLevels);
    return new Fields<>(PREFIX + ".tcbLevels.N", level)
        .add(
            "sgxSvns",
            Value.svns(),
            TcbLevelSpec::sgx,
            TcbLevelSpec::withSgx,
            "lowest SGX component SVNs")
        .add(
            "pceSvn", Value.svn(), TcbLevelSpec::pceSvn, TcbLevelSpec::withPceSvn, "lowest PCE SVN")
        .add(
            "tdxSvns",
            Value.svns(),
            TcbLevelSpec::tdx,
            TcbLevelSpec::withTdx,
            "lowest TEE_TCB_SVN; TDX only")
        .add("tcbDate", Value.instant(), TcbLevelSpec::date, TcbLevelSpec::withDate, "its date")
        .add(
            "tcbStatus",
            Value.text(),
            TcbLevelSpec::status,
            TcbLevelSpec::withStatus,
            "Intel's name of a status, or any text")
        .add(
            "advisoryIDs",
            Value.listOf(Value.text()),
            TcbLevelSpec::advisories,
            TcbLevelSpec::withAdvisories,
            "left out when empty")
        .list();
  }
}
