package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.ReportField;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The fields of the reports in a quote: of the TD or enclave, and of the quoting enclave. */
final class ReportSettings {
  /** Who and what the TD is: identities that no verifier judges unasked. */
  private static final Set<TdField> HARMLESS_IN_TD =
      EnumSet.of(
          TdField.MRSEAM,
          TdField.MRTD,
          TdField.MRCONFIGID,
          TdField.MROWNER,
          TdField.MROWNERCONFIG,
          TdField.RTMR0,
          TdField.RTMR1,
          TdField.RTMR2,
          TdField.RTMR3,
          TdField.REPORTDATA);

  private static final Set<EnclaveField> HARMLESS_IN_ENCLAVE =
      EnumSet.of(
          EnclaveField.MRENCLAVE,
          EnclaveField.MRSIGNER,
          EnclaveField.ISVPRODID,
          EnclaveField.ISVSVN,
          EnclaveField.REPORTDATA);

  private ReportSettings() {}

  static List<Setting> td() {
    return Arrays.stream(TdField.values())
        .map(
            field ->
                attested(
                    "td.",
                    field,
                    HARMLESS_IN_TD.contains(field),
                    scenario -> scenario.quote().td(),
                    Scenario::withTd))
        .toList();
  }

  static List<Setting> enclave() {
    return Arrays.stream(EnclaveField.values())
        .map(
            field ->
                attested(
                    "enclave.",
                    field,
                    HARMLESS_IN_ENCLAVE.contains(field),
                    scenario -> scenario.quote().enclave(),
                    Scenario::withEnclave))
        .toList();
  }

  /** The quoting enclave's fields but REPORTDATA, which the binding decides. */
  static List<Setting> quotingEnclave() {
    return Arrays.stream(EnclaveField.values())
        .filter(field -> field != EnclaveField.REPORTDATA)
        .map(
            field ->
                setting(
                    "qe.",
                    field,
                    false,
                    scenario -> scenario.quotingEnclave().report(),
                    (scenario, change) ->
                        scenario.withQuotingEnclave(
                            qe -> qe.withReport(change.apply(qe.report())))))
        .toList();
  }

  /** A field of the report that the quote attests, which its shape may not have. */
  private static <F extends ReportField> Setting attested(
      String prefix,
      F field,
      boolean harmless,
      Function<Scenario, ReportSpec<F>> report,
      BiFunction<Scenario, UnaryOperator<ReportSpec<F>>, Scenario> with) {
    return setting(
        prefix,
        field,
        harmless,
        scenario -> {
          Octets.require(field, scenario.quote().shape());
          return report.apply(scenario);
        },
        (scenario, change) -> {
          Octets.require(field, scenario.quote().shape());
          return with.apply(scenario, change);
        });
  }

  private static <F extends ReportField> Setting setting(
      String prefix,
      F field,
      boolean harmless,
      Function<Scenario, ReportSpec<F>> report,
      BiFunction<Scenario, UnaryOperator<ReportSpec<F>>, Scenario> with) {
    Value<String> value = Value.hex(field.length());
    return new Setting(
        prefix + field,
        value.form(),
        "offset " + field.offset(),
        harmless,
        (scenario, indexes) -> report.apply(scenario).get(field),
        (scenario, indexes, text) -> {
          String hex = value.parse(text);
          return with.apply(scenario, fields -> fields.with(field, hex));
        });
  }
}
