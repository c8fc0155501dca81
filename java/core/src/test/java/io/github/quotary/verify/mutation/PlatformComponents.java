package io.github.quotary.verify.mutation;

import io.github.quotary.fixture.NaiveTcb;
import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.status.RejectReason;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every entry of the PCK certificate's SGX extension, and what other values lead to. */
final class PlatformComponents {
  private static final String OWNER = "platform";
  private static final Function<Scenario, String> NOTHING = scenario -> Words.TRUSTED;
  private static final Function<Scenario, String> MISMATCH =
      scenario -> RejectReason.TCB_INFO_MISMATCH.name();

  private PlatformComponents() {}

  static List<SignedComponent> table() {
    List<SignedComponent> table = new ArrayList<>();
    add(table, "ppid", (p, seed) -> p.withPpid(hex(seed, 16)), NOTHING);
    add(table, "fmspc", (p, seed) -> p.withFmspc(hex(seed, 6)), MISMATCH);
    add(table, "pceId", (p, seed) -> p.withPceId(hex(seed | 1, 2)), MISMATCH);
    add(
        table,
        "svns",
        (p, seed) -> p.withSvns(p.svns().with((int) (seed % 16), (int) (seed / 16 % 128))),
        PlatformComponents::ofLevels);
    add(table, "pceSvn", (p, seed) -> p.withPceSvn(seed % 65536), PlatformComponents::ofLevels);
    // The components count, not the CPUSVN that they are made of.
    add(table, "cpuSvn", (p, seed) -> p.withCpuSvn(hex(seed, 16)), NOTHING);
    add(table, "sgxType", (p, seed) -> p.withSgxType((int) (seed % 128)), NOTHING);
    add(table, "instanceId", (p, seed) -> p.withInstanceId(hex(seed, 16)), NOTHING);
    add(table, "dynamicPlatform", (p, seed) -> p.withDynamicPlatform(false), NOTHING);
    add(table, "cachedKeys", (p, seed) -> p.withCachedKeys(false), NOTHING);
    add(table, "smtEnabled", (p, seed) -> p.withSmtEnabled(true), NOTHING);
    add(
        table,
        "form",
        (p, seed) -> p.withForm(SgxExtensionForm.values()[(int) (seed % 6)]),
        s -> ofForm(s.platform().form()));
    return List.copyOf(table);
  }

  private static void add(
      List<SignedComponent> table,
      String name,
      BiFunction<PlatformSpec, Long, PlatformSpec> change,
      Function<Scenario, String> expected) {
    table.add(
        new SignedComponent(
            OWNER,
            name,
            (scenario, seed) -> {
              PlatformSpec platform = scenario.platform();
              return scenario
                  .withTcbInfo(info -> info.withFmspc(platform.fmspc()).withPceId(platform.pceId()))
                  .withPlatform(change.apply(platform, seed));
            },
            expected));
  }

  /** Five entries or seven; an unknown one counts, one given twice is refused. */
  private static String ofForm(SgxExtensionForm form) {
    return switch (form) {
      case FIVE_ENTRIES, SEVEN_ENTRIES, UNKNOWN_OIDS -> Words.TRUSTED;
      case ABSENT, SIX_ENTRIES, DUPLICATE_FMSPC -> RejectReason.PCK_CHAIN_UNSUPPORTED_FORMAT.name();
    };
  }

  private static String ofLevels(Scenario scenario) {
    NaiveTcb model =
        new NaiveTcb(
            scenario.tcbInfo().levels().stream()
                .map(
                    level ->
                        new NaiveTcb.Level(
                            level.sgx().values(),
                            level.pceSvn(),
                            level.tdx().values(),
                            level.status()))
                .toList(),
            List.of(new NaiveTcb.Module("TDX_01", List.of(new NaiveTcb.SvnLevel(6, "UpToDate")))),
            List.of(new NaiveTcb.SvnLevel(8, "UpToDate")));
    String verdict =
        model.verdict127(
            new NaiveTcb.Platform(
                scenario.platform().svns().values(),
                scenario.platform().pceSvn(),
                8,
                Svns.of(6, 1, 4).values(),
                null));
    return verdict.startsWith("TCB_") || verdict.equals(Words.TRUSTED)
        ? verdict
        : verdict + " tcbStatus";
  }

  private static String hex(long seed, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed >>> 8 * (i % 8));
    }
    return HexFormat.of().formatHex(bytes);
  }
}
