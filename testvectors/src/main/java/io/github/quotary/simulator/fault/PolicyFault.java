package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Baseline;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.TdField;

/** What Intel's verifier does not look at, and a strict policy does not trust. */
public enum PolicyFault implements Fault {
  /** TDATTRIBUTES.DEBUG. */
  TD_DEBUG("TDATTRIBUTES.DEBUG", attribute(0)),
  /** A reserved bit among those that no trusted TD has. */
  TD_RESERVED_BIT_1("a reserved bit among those that no trusted TD has", attribute(1)),
  /** TDATTRIBUTES.HGS_PLUS_PROF. */
  TD_HGS_PLUS_PROFILING("TDATTRIBUTES.HGS_PLUS_PROF", attribute(4)),
  /** TDATTRIBUTES.PERF_PROF. */
  TD_PERFORMANCE_PROFILING("TDATTRIBUTES.PERF_PROF", attribute(5)),
  /** TDATTRIBUTES.PMT_PROF. */
  TD_PLATFORM_MONITORING("TDATTRIBUTES.PMT_PROF", attribute(6)),
  /** A reserved bit among the security attributes. */
  TD_RESERVED_BIT_20("a reserved bit among the security attributes", attribute(20)),
  /** TDATTRIBUTES.SEPT_VE_DISABLE is not set. */
  TD_NO_SEPT_VE_DISABLE("TDATTRIBUTES.SEPT_VE_DISABLE is not set", attribute(28)),
  /** TDATTRIBUTES.MIGRATABLE. */
  TD_MIGRATABLE("TDATTRIBUTES.MIGRATABLE", attribute(29)),
  /** A reserved bit among the other attributes. */
  TD_RESERVED_BIT_40("a reserved bit among the other attributes", attribute(40)),
  /** TDATTRIBUTES.TPA. */
  TD_TPA("TDATTRIBUTES.TPA", attribute(62)),
  /** TDATTRIBUTES.PERFMON. */
  TD_PERFMON("TDATTRIBUTES.PERFMON", attribute(63)),
  /** MRSERVICETD is not zero. */
  SERVICE_TD(
      "MRSERVICETD is not zero",
      QuoteShape.V5_TDX_15,
      Recipe.td(td -> td.with(TdField.MRSERVICETD, "77".repeat(48)))),
  /** MRSERVICETD is not zero in the extended report. */
  SERVICE_TD_EX(
      "MRSERVICETD is not zero in the extended report",
      QuoteShape.V5_TDX_15_EX,
      Recipe.td(td -> td.with(TdField.MRSERVICETD, "77".repeat(48)))),
  /** ATTRIBUTES.DEBUG of the attested enclave. */
  ENCLAVE_DEBUG(
      "ATTRIBUTES.DEBUG of the attested enclave",
      QuoteShape.V3_SGX,
      Recipe.scenario(s -> s.withEnclave(e -> e.withBitFlipped(EnclaveField.ATTRIBUTES, 1))));

  private final Definition definition;

  PolicyFault(String about, Recipe recipe) {
    this(about, QuoteShape.V4_TDX, recipe);
  }

  PolicyFault(String about, QuoteShape shape, Recipe recipe) {
    definition = Definition.of(about, shape, recipe, Baseline.untrusted());
  }

  private static Recipe attribute(int bit) {
    return Recipe.td(td -> td.withBitFlipped(TdField.TDATTRIBUTES, bit));
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
