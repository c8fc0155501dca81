package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.OctetEdit;
import io.github.quotary.simulator.spec.QuoteSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the quote says, header and body. */
final class QuoteSettings {
  private static final int LONGEST_CERTIFICATION_DATA = 1 << 16;

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

  private static final Lens<QuoteSpec> QUOTE = Lens.of(Scenario::quote, Scenario::withQuote);

  private QuoteSettings() {}

  static List<Section> sections() {
    return List.of(
        new Section("the quote", quote()),
        new Section("the TD that a TDX quote attests: the TD report", td()),
        new Section("the enclave that an SGX quote attests: its report", enclave()));
  }

  private static List<Setting> quote() {
    List<Setting> settings =
        new ArrayList<>(
            new Fields<>("quote", Lens.of(s -> s, (s, change) -> change.apply(s)))
                .addHarmless(
                    "reportData",
                    Value.paddedHex(64),
                    QuoteSettings::reportData,
                    QuoteSettings::withReportData,
                    "REPORTDATA of the TD or enclave")
                .list());
    settings.addAll(
        new Fields<>("header", QUOTE)
            .add(
                "reserved",
                Value.hex(4),
                QuoteSpec::headerReserved,
                QuoteSpec::withHeaderReserved,
                "octets 8 to 11: QE SVN and PCE SVN in version 3, reserved later")
            .addHarmless(
                "userData",
                Value.hex(20),
                QuoteSpec::userData,
                QuoteSpec::withUserData,
                "the first 16 carry the QE id")
            .list());
    for (HeaderField field : HeaderField.values()) {
      settings.add(header(field));
    }
    settings.add(octets());
    settings.addAll(
        new Fields<>("quote", QUOTE)
            .add(
                "certificationType",
                Value.number(0, 0xffff),
                QuoteSpec::certificationType,
                QuoteSpec::withCertificationType,
                "type of the certification data that holds the chain; 5 is a PEM chain")
            .add(
                "certificationData",
                Value.hexUpTo(LONGEST_CERTIFICATION_DATA).orNone(),
                q -> Optional.ofNullable(q.certificationData()),
                (q, v) -> q.withCertificationData(v.orElse(null)),
                "in the place of the PEM chain; none: the chain")
            .list());
    return settings;
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
    Value<String> value = Value.hexUpTo(LONGEST_CERTIFICATION_DATA);
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

  private static List<Setting> td() {
    List<Setting> settings = new ArrayList<>();
    for (TdField field : TdField.values()) {
      settings.add(
          new Setting(
              "td." + field,
              Value.hex(field.length()).form(),
              "offset " + field.offset(),
              HARMLESS_IN_TD.contains(field),
              (scenario, indexes) -> {
                Octets.require(field, scenario.quote().shape());
                return scenario.quote().td().get(field);
              },
              (scenario, indexes, text) -> {
                String hex = Value.hex(field.length()).parse(text);
                Octets.require(field, scenario.quote().shape());
                return scenario.withTd(td -> td.with(field, hex));
              }));
    }
    return settings;
  }

  private static List<Setting> enclave() {
    List<Setting> settings = new ArrayList<>();
    for (EnclaveField field : EnclaveField.values()) {
      settings.add(
          new Setting(
              "enclave." + field,
              Value.hex(field.length()).form(),
              "offset " + field.offset(),
              HARMLESS_IN_ENCLAVE.contains(field),
              (scenario, indexes) -> {
                Octets.require(field, scenario.quote().shape());
                return scenario.quote().enclave().get(field);
              },
              (scenario, indexes, text) -> {
                String hex = Value.hex(field.length()).parse(text);
                Octets.require(field, scenario.quote().shape());
                return scenario.withEnclave(enclave -> enclave.with(field, hex));
              }));
    }
    return settings;
  }
}
