package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.KeyBinding;
import io.github.quotary.simulator.spec.QeIdentitySpec;
import io.github.quotary.simulator.spec.QuotingEnclaveSpec;
import io.github.quotary.simulator.spec.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The quoting enclave, and Intel's identity of it. */
final class QeSettings {
  private static final Lens<QuotingEnclaveSpec> ENCLAVE =
      Lens.of(Scenario::quotingEnclave, Scenario::withQuotingEnclave);
  private static final Lens<QeIdentitySpec> IDENTITY =
      Lens.of(Scenario::qeIdentity, Scenario::withQeIdentity);
  private static final int LONGEST_AUTH_DATA = 0xffff;
  private static final String PREFIX = "qeIdentity";

  private QeSettings() {}

  static List<Section> sections() {
    return List.of(
        new Section("the quoting enclave: its report and its keys", enclave()),
        new Section("QE identity, as Intel signs it", identity()));
  }

  private static List<Setting> enclave() {
    List<Setting> settings = new ArrayList<>();
    for (EnclaveField field : EnclaveField.values()) {
      if (field != EnclaveField.REPORTDATA) { // the binding decides it
        settings.addAll(
            new Fields<>("qe", ENCLAVE)
                .add(
                    field.name(),
                    Value.hex(field.length()),
                    qe -> qe.report().get(field),
                    (qe, v) -> qe.withReport(qe.report().with(field, v)),
                    "offset " + field.offset())
                .list());
      }
    }
    settings.addAll(
        new Fields<>("qe", ENCLAVE)
            .add(
                "authData",
                Value.hexUpTo(LONGEST_AUTH_DATA),
                QuotingEnclaveSpec::authData,
                QuotingEnclaveSpec::withAuthData,
                "QE authentication data")
            .add(
                "binding",
                Value.choice(KeyBinding.class),
                QuotingEnclaveSpec::binding,
                QuotingEnclaveSpec::withBinding,
                "how REPORTDATA speaks of the attestation key")
            .add(
                "attestationKey",
                Value.text(),
                QuotingEnclaveSpec::attestationKey,
                QuotingEnclaveSpec::withAttestationKey,
                "name of the key pair that the quote shows")
            .add(
                "quoteKey",
                Value.text(),
                QuotingEnclaveSpec::quoteKey,
                QuotingEnclaveSpec::withQuoteKey,
                "name of the key pair that signs the quote")
            .add(
                "reportKey",
                Value.text().orNone(),
                qe -> Optional.ofNullable(qe.reportKey()),
                (qe, v) -> qe.withReportKey(v.orElse(null)),
                "name of the key pair that signs the QE report; none: that of pki.pck")
            .add(
                "presentedKey",
                Value.hex(64).orNone(),
                qe -> Optional.ofNullable(qe.presentedKey()),
                (qe, v) -> qe.withPresentedKey(v.orElse(null)),
                "shown in the place of the attestation key")
            .list());
    return settings;
  }

  private static List<Setting> identity() {
    List<Setting> settings =
        new ArrayList<>(
            new Fields<>(PREFIX, IDENTITY)
                .add("id", Value.text(), QeIdentitySpec::id, QeIdentitySpec::withId, "TD_QE or QE")
                .add(
                    "version",
                    Value.number(0, 99),
                    QeIdentitySpec::version,
                    QeIdentitySpec::withVersion,
                    "always 2")
                .add(
                    "issueDate",
                    Value.instant(),
                    QeIdentitySpec::issueDate,
                    QeIdentitySpec::withIssueDate,
                    "start of its life")
                .add(
                    "nextUpdate",
                    Value.instant(),
                    QeIdentitySpec::nextUpdate,
                    QeIdentitySpec::withNextUpdate,
                    "end of its life")
                .add(
                    "tcbEvaluationDataNumber",
                    Value.wholeNumber(0, Integer.MAX_VALUE),
                    QeIdentitySpec::evaluationNumber,
                    QeIdentitySpec::withEvaluationNumber,
                    "number of the TCB evaluation")
                .list());
    settings.addAll(demands());
    settings.add(Edits.signed(PREFIX + ".text", IDENTITY, QeIdentitySpec::edited));
    settings.add(
        Levels.choice(
            PREFIX + ".tcbLevels",
            IDENTITY.part(QeIdentitySpec::levels, QeIdentitySpec::withLevels)));
    settings.addAll(
        Levels.svnLevel(
            PREFIX + ".tcbLevels.N",
            IDENTITY.element(QeIdentitySpec::levels, QeIdentitySpec::withLevels)));
    return settings;
  }

  private static List<Setting> demands() {
    return new Fields<>(PREFIX, IDENTITY)
        .add(
            "miscSelect",
            Value.hex(4),
            QeIdentitySpec::miscSelect,
            QeIdentitySpec::withMiscSelect,
            "MISCSELECT, after its mask")
        .add(
            "miscSelectMask",
            Value.hex(4),
            QeIdentitySpec::miscSelectMask,
            QeIdentitySpec::withMiscSelectMask,
            "mask of MISCSELECT")
        .add(
            "attributes",
            Value.hex(16),
            QeIdentitySpec::attributes,
            QeIdentitySpec::withAttributes,
            "ATTRIBUTES, after their mask")
        .add(
            "attributesMask",
            Value.hex(16),
            QeIdentitySpec::attributesMask,
            QeIdentitySpec::withAttributesMask,
            "mask of ATTRIBUTES")
        .add(
            "mrSigner",
            Value.hex(32),
            QeIdentitySpec::mrSigner,
            QeIdentitySpec::withMrSigner,
            "MRSIGNER")
        .add(
            "isvProdId",
            Value.number(0, 0xffff),
            QeIdentitySpec::isvProdId,
            QeIdentitySpec::withIsvProdId,
            "ISVPRODID")
        .list();
  }
}
