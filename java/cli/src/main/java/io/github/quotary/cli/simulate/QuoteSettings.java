package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.OctetEdit;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a quote says in its header and body, apart from the fields of its report. */
final class QuoteSettings {
  private static final int LONGEST = 1 << 16;

  private QuoteSettings() {}

  /** REPORTDATA of whichever report the quote has. */
  static List<Setting> reportData() {
    Value<String> value = Value.paddedHex(64);
    return List.of(
        new Setting(
            "quote.reportData",
            value.form(),
            "REPORTDATA of the TD or enclave",
            true,
            (scenario, indexes) -> reportData(scenario),
            (scenario, indexes, text) -> withReportData(scenario, value.parse(text))));
  }

  /** What is put as octets: header fields without a name in the simulator, and any others. */
  static List<Setting> header() {
    return Stream.concat(
            Arrays.stream(HeaderField.values()).map(QuoteSettings::header), Stream.of(octets()))
        .toList();
  }

  private static String reportData(Scenario scenario) {
    return scenario.quote().shape().isTdx()
        ? scenario.quote().td().get(TdField.REPORTDATA)
        : scenario.quote().enclave().get(EnclaveField.REPORTDATA);
  }

  private static Scenario withReportData(Scenario scenario, String hex) {
    return scenario.quote().shape().isTdx()
        ? scenario.withTd(td -> td.with(TdField.REPORTDATA, hex))
        : scenario.withEnclave(enclave -> enclave.with(EnclaveField.REPORTDATA, hex));
  }

  private static Setting header(HeaderField field) {
    return new Setting(
        field.path(),
        field.value().form(),
        field.about(),
        false,
        QuoteSettings::unreadable,
        (scenario, indexes, text) -> {
          Octets.require(field, scenario.quote().shape());
          return edited(scenario, field.offset(), field.value().parse(text));
        });
  }

  private static Setting octets() {
    Value<String> value = Value.hexUpTo(LONGEST);
    return new Setting(
        "quote.bytes.N",
        value.form(),
        "overwrites header or body from offset N, before the quote is signed",
        false,
        QuoteSettings::unreadable,
        (scenario, indexes, text) -> {
          String hex = value.parse(text);
          int end = Octets.signed(scenario.quote().shape());
          if (indexes.get(0) + hex.length() / 2 > end) {
            throw new IllegalArgumentException("header and body have only " + end + " bytes");
          }
          return edited(scenario, indexes.get(0), hex);
        });
  }

  private static String unreadable(Scenario scenario, List<Integer> indexes) {
    throw new IllegalArgumentException("only written");
  }

  private static Scenario edited(Scenario scenario, int offset, String hex) {
    return scenario.withQuote(quote -> quote.edited(new OctetEdit(offset, hex)));
  }
}
