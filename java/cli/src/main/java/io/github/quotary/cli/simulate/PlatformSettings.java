package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.PlatformSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.SgxExtensionForm;
import java.util.List;

/** What Intel certified about the platform. */
final class PlatformSettings {
  private PlatformSettings() {}

  static List<Section> sections() {
    Fields<PlatformSpec> platform =
        new Fields<>("platform", Lens.of(Scenario::platform, Scenario::withPlatform))
            .addHarmless(
                "ppid",
                Value.hex(16),
                PlatformSpec::ppid,
                PlatformSpec::withPpid,
                "platform provisioning id")
            .addHarmless(
                "fmspc",
                Value.hex(6),
                PlatformSpec::fmspc,
                PlatformSpec::withFmspc,
                "family, model, stepping, type; the TCB information follows")
            .addHarmless(
                "pceId",
                Value.hex(2),
                PlatformSpec::pceId,
                PlatformSpec::withPceId,
                "provisioning certification enclave; the TCB information follows")
            .add(
                "sgxSvns",
                Value.svns(),
                PlatformSpec::svns,
                PlatformSpec::withSvns,
                "SGX TCB component SVNs; CPUSVN follows")
            .add("pceSvn", Value.svn(), PlatformSpec::pceSvn, PlatformSpec::withPceSvn, "PCE SVN")
            .add(
                "cpuSvn",
                Value.hex(16),
                PlatformSpec::cpuSvn,
                PlatformSpec::withCpuSvn,
                "raw CPUSVN")
            .add(
                "sgxType",
                Value.number(0, 2),
                PlatformSpec::sgxType,
                PlatformSpec::withSgxType,
                "0 standard, 1 scalable, 2 scalable with integrity")
            .addHarmless(
                "instanceId",
                Value.hex(16),
                PlatformSpec::instanceId,
                (p, v) ->
                    p.withConfiguration(v, p.dynamicPlatform(), p.cachedKeys(), p.smtEnabled()),
                "platform instance id; Platform CA only")
            .add(
                "dynamicPlatform",
                Value.flag(),
                PlatformSpec::dynamicPlatform,
                (p, v) -> p.withConfiguration(p.instanceId(), v, p.cachedKeys(), p.smtEnabled()),
                "configuration flag; Platform CA only")
            .add(
                "cachedKeys",
                Value.flag(),
                PlatformSpec::cachedKeys,
                (p, v) ->
                    p.withConfiguration(p.instanceId(), p.dynamicPlatform(), v, p.smtEnabled()),
                "configuration flag; Platform CA only")
            .add(
                "smtEnabled",
                Value.flag(),
                PlatformSpec::smtEnabled,
                (p, v) ->
                    p.withConfiguration(p.instanceId(), p.dynamicPlatform(), p.cachedKeys(), v),
                "configuration flag; Platform CA only")
            .add(
                "form",
                Value.choice(SgxExtensionForm.class),
                PlatformSpec::form,
                PlatformSpec::withForm,
                "how the SGX extension is formed");
    return List.of(
        new Section("the platform: the SGX extension of its PCK certificate", platform.list()));
  }
}
