package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.CertificateSpec;
import io.github.quotary.simulator.spec.Chain;
import io.github.quotary.simulator.spec.PkiSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which chain of certificates goes where. */
final class ChainSettings {
  /** The certificates by the names that chains are written with. */
  private static final Map<String, Function<PkiSpec, CertificateSpec>> CERTIFICATES =
      Map.of(
          "anchor", PkiSpec::anchor,
          "root", PkiSpec::root,
          "intermediate", PkiSpec::intermediate,
          "pck", PkiSpec::pck,
          "tcbSigning", PkiSpec::tcbSigning);

  private ChainSettings() {}

  static List<Setting> all() {
    return Arrays.stream(Chain.values()).map(ChainSettings::chain).toList();
  }

  private static Setting chain(Chain chain) {
    Value<List<String>> names = Value.listOf(Value.text());
    return new Setting(
        "pki.chain." + chain,
        "names with commas between: pck, intermediate, root, anchor, tcbSigning",
        "its certificates as they are now, in this order",
        false,
        (scenario, indexes) ->
            scenario.pki().chain(chain).stream()
                .map(certificate -> name(scenario.pki(), certificate))
                .collect(Collectors.joining(",")),
        (scenario, indexes, text) -> {
          List<CertificateSpec> certificates =
              names.parse(text).stream().map(name -> find(scenario.pki(), name)).toList();
          return scenario.withPki(pki -> pki.withChain(chain, certificates));
        });
  }

  private static String name(PkiSpec pki, CertificateSpec certificate) {
    return List.of("root", "pck", "intermediate", "tcbSigning", "anchor").stream()
        .filter(name -> find(pki, name).equals(certificate))
        .findFirst()
        .orElse(certificate.subject());
  }

  private static CertificateSpec find(PkiSpec pki, String name) {
    return CERTIFICATES.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(Texts.normalise(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("'" + Texts.shorten(name) + "' is not a certificate"))
        .getValue()
        .apply(pki);
  }
}
