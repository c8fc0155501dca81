package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.QuotingEnclaveSpec;
import io.github.quotary.simulator.spec.ReportSpec;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.Svns;
import io.github.quotary.simulator.spec.TcbInfoSpec;
import io.github.quotary.simulator.spec.TcbLadder;
import io.github.quotary.simulator.spec.TcbLevelSpec;
import io.github.quotary.simulator.spec.TdField;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * TCB evaluations in which platform, TDX module, quoting enclave and the TD's two TCBs do not
 * agree, among them those that the generations of Intel's library answer differently.
 */
public enum Combination implements VectorSource {
  /** Up to date, but for the quoting enclave. */
  QE_OUT_OF_DATE(
      "up to date, but for the quoting enclave",
      Scenario.upToDate().withQuotingEnclave(Combination::outOfDate),
      verified("OutOfDate", "2024-03-13", "INTEL-SA-00477")),
  /** The quoting enclave's level is revoked. */
  QE_REVOKED(
      "the quoting enclave's level is revoked",
      Scenario.upToDate().withQuotingEnclave(qe -> isvSvn(qe, 3)),
      Rejections.quote("TCB_REVOKED")),
  /** The quoting enclave is below every level. */
  QE_BELOW_LEVELS(
      "the quoting enclave is below every level",
      Scenario.upToDate().withQuotingEnclave(qe -> isvSvn(qe, 1)),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** Up to date, but for the TDX module. */
  MODULE_OUT_OF_DATE(
      "up to date, but for the TDX module",
      Scenario.upToDate().withTd(td -> launched(td, 4, 1, 4)),
      verified("OutOfDate", "2024-11-13", "INTEL-SA-01192")),
  /** The TDX module's level is revoked, the platform's is up to date. */
  MODULE_REVOKED(
      "the TDX module's level is revoked, the platform's is up to date",
      Scenario.upToDate().withTd(td -> launched(td, 2, 1, 4)),
      Rejections.quote("TCB_REVOKED")),
  /** The TDX module is below every level of its identity. */
  MODULE_BELOW_LEVELS(
      "the TDX module is below every level of its identity",
      Scenario.upToDate().withTd(td -> launched(td, 1, 1, 4)),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** A module without a version: the first TDX component counts, and is too low. */
  MODULE_VERSION_0_BELOW_LEVELS(
      "a module without a version: the first TDX component counts, and is too low",
      Scenario.upToDate().withTd(td -> launched(td, 4, 0, 4)),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** The third TDX component is below every level. */
  LOADER_BELOW_LEVELS(
      "the third TDX component is below every level",
      Scenario.upToDate().withTd(td -> launched(td, 6, 1, 3)),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** PCESVN is below every level. */
  PCE_SVN_BELOW_LEVELS(
      "PCESVN is below every level",
      Scenario.upToDate().withPlatform(p -> p.withPceSvn(p.pceSvn() - 1)),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** Only the last of the 16 SGX components is too low. */
  LAST_COMPONENT_BELOW_LEVELS(
      "only the last of the 16 SGX components is too low",
      Scenario.upToDate()
          .withTcbInfo(t -> t.mapLevels(level -> level.withSgx(level.sgx().with(15, 1)))),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** SGX components reach one level and TDX components another: both must reach the same. */
  COMPONENTS_ON_DIFFERENT_LEVELS(
      "SGX components reach one level and TDX components another: both must reach the same",
      Scenario.upToDate().withTcbInfo(t -> t.withLevels(crossedLevels())),
      verified("OutOfDate", "2024-03-13", "INTEL-SA-00960")),
  /** The platform needs configuration, the quoting enclave is out of date. */
  CONFIGURATION_NEEDED_QE_OUT_OF_DATE(
      "the platform needs configuration, the quoting enclave is out of date",
      Outcome.CONFIGURATION_NEEDED.scenario().withQuotingEnclave(Combination::outOfDate),
      verified("OutOfDateConfigurationNeeded", "2024-03-13", "INTEL-SA-00289", "INTEL-SA-00477")),
  /** The platform needs hardened software, the TDX module is out of date. */
  SW_HARDENING_NEEDED_MODULE_OUT_OF_DATE(
      "the platform needs hardened software, the TDX module is out of date",
      Outcome.SW_HARDENING_NEEDED.scenario().withTd(td -> launched(td, 4, 1, 4)),
      verified("OutOfDate", "2024-11-13", "INTEL-SA-00615", "INTEL-SA-01192")),
  /** A relaunch would help, were the quoting enclave not out of date too. */
  RELAUNCH_QE_OUT_OF_DATE(
      "a relaunch would help, were the quoting enclave not out of date too",
      Outcome.TD_RELAUNCH_ADVISED.scenario().withQuotingEnclave(Combination::outOfDate),
      verified("OutOfDate", "2024-03-13", "INTEL-SA-00477", "INTEL-SA-01192")),
  /** Launched on an out-of-date TDX component, module up to date: 1.27 alone advises a relaunch. */
  RELAUNCH_LOADER_OUT_OF_DATE(
      "launched on an out-of-date TDX component, module up to date: 1.27 alone advises a relaunch",
      Scenario.upToDate(QuoteShape.V5_TDX_15)
          .withTcbInfo(t -> t.withLevels(levelsByLoader()))
          .withTd(td -> launched(td, 6, 1, 3)),
      verified("OutOfDate", "2024-03-13", "INTEL-SA-00960"),
      verified("TDRelaunchAdvised", "2024-03-13", "INTEL-SA-00960")),
  /** Launched up to date, now below every level: 1.27 alone looks. */
  CURRENT_BELOW_LEVELS(
      "launched up to date, now below every level: 1.27 alone looks",
      Scenario.upToDate(QuoteShape.V5_TDX_15).withTd(td -> current(td, 6, 1, 3)),
      verified("UpToDate", "2026-02-11"),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** Launched under an out-of-date module, now under one without an identity. */
  CURRENT_MODULE_UNKNOWN(
      "launched under an out-of-date module, now under one without an identity",
      Scenario.upToDate(QuoteShape.V5_TDX_15).withTd(td -> current(launched(td, 4, 1, 4), 6, 2, 4)),
      Rejections.quote("TCB_UNRECOGNIZED_STATUS"),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** The TDX module's level has a status that nobody knows. */
  MODULE_STATUS_UNKNOWN(
      "the TDX module's level has a status that nobody knows",
      Scenario.upToDate().withTcbInfo(Combination::unknownModuleStatus),
      Rejections.quote("TCB_UNRECOGNIZED_STATUS"),
      Rejections.quote("TCB_NOT_SUPPORTED")),
  /** The platform's level is revoked and the quoting enclave below every level. */
  REVOKED_QE_BELOW_LEVELS(
      "the platform's level is revoked and the quoting enclave below every level",
      Outcome.REVOKED.scenario().withQuotingEnclave(qe -> isvSvn(qe, 1)),
      Rejections.quote("TCB_REVOKED"),
      Rejections.quote("TCB_NOT_SUPPORTED"));

  private final String about;
  private final Scenario scenario;
  private final Expectation expectation;

  Combination(String about, Scenario scenario, Verdict both) {
    this(about, scenario, both, both);
  }

  Combination(String about, Scenario scenario, Verdict g1, Verdict g2) {
    this.about = about;
    this.scenario = scenario;
    this.expectation = Expectation.differing(g1, g2);
  }

  private static Verdict.Verified verified(String status, String day, String... advisories) {
    Instant date = Instant.parse(day + "T00:00:00Z");
    return new Verdict.Verified(status, false, Arrays.asList(advisories), date);
  }

  private static QuotingEnclaveSpec outOfDate(QuotingEnclaveSpec enclave) {
    return isvSvn(enclave, TcbLadder.OUT_OF_DATE_QE.isvSvn());
  }

  private static QuotingEnclaveSpec isvSvn(QuotingEnclaveSpec enclave, int value) {
    return enclave.withReport(enclave.report().withInteger(EnclaveField.ISVSVN, value));
  }

  /** Sets the TCB under which the TD was launched. */
  private static ReportSpec<TdField> launched(ReportSpec<TdField> td, int... svns) {
    return td.with(TdField.TEE_TCB_SVN, Hex.of(Svns.of(svns).toBytes()));
  }

  /** Sets the TCB under which the TD runs now. */
  private static ReportSpec<TdField> current(ReportSpec<TdField> td, int... svns) {
    return td.with(TdField.TEE_TCB_SVN2, Hex.of(Svns.of(svns).toBytes()));
  }

  private static TcbInfoSpec unknownModuleStatus(TcbInfoSpec info) {
    return info.mapIdentities(
        identity ->
            identity.withLevels(
                identity.levels().stream().map(level -> level.withStatus("Fine")).toList()));
  }

  /** Too new in SGX; too new in TDX; reached in both. */
  private static List<TcbLevelSpec> crossedLevels() {
    Svns platform = TcbLadder.PLATFORM_SVNS;
    return List.of(
        level(TcbLadder.Rung.UP_TO_DATE).withSgx(platform.with(0, 9)),
        level(TcbLadder.Rung.SW_HARDENING_NEEDED).withSgx(platform).withTdx(Svns.of(5, 0, 5)),
        level(TcbLadder.Rung.OUT_OF_DATE));
  }

  /** One platform, two levels told apart by the third TDX component. */
  private static List<TcbLevelSpec> levelsByLoader() {
    return List.of(
        level(TcbLadder.Rung.UP_TO_DATE),
        level(TcbLadder.Rung.OUT_OF_DATE)
            .withSgx(TcbLadder.PLATFORM_SVNS)
            .withTdx(Svns.of(5, 0, 3)));
  }

  private static TcbLevelSpec level(TcbLadder.Rung rung) {
    return TcbLadder.levels().get(rung.depth());
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public Expectation expectation() {
    return expectation;
  }
}
