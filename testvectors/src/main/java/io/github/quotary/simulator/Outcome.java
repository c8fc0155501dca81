package io.github.quotary.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every result that the evaluation of a platform's TCB can have, with a scenario that has it in
 * both generations of Intel's library.
 *
 * <p>But for the last two, the platform stands on one rung of the same ladder of TCB levels.
 */
public enum Outcome implements VectorSource {
  /** Status 0. */
  UP_TO_DATE("UpToDate", TcbLadder.Rung.UP_TO_DATE),
  /** Status 82. */
  SW_HARDENING_NEEDED("SWHardeningNeeded", TcbLadder.Rung.SW_HARDENING_NEEDED),
  /** Status 47. */
  CONFIGURATION_NEEDED("ConfigurationNeeded", TcbLadder.Rung.CONFIGURATION_NEEDED),
  /** Status 83. */
  CONFIGURATION_AND_SW_HARDENING_NEEDED(
      "ConfigurationAndSWHardeningNeeded", TcbLadder.Rung.CONFIGURATION_AND_SW_HARDENING_NEEDED),
  /** Status 45. */
  OUT_OF_DATE("OutOfDate", TcbLadder.Rung.OUT_OF_DATE),
  /** Status 48. */
  OUT_OF_DATE_CONFIGURATION_NEEDED(
      "OutOfDateConfigurationNeeded", TcbLadder.Rung.OUT_OF_DATE_CONFIGURATION_NEEDED),
  /** Status 46; the evidence is rejected. */
  REVOKED(
      "the platform's TCB level is revoked",
      onRung(TcbLadder.Rung.REVOKED),
      Expectation.rejected(Rejections.quote("TCB_REVOKED"))),
  /** Status 49; the evidence is rejected. */
  TCB_NOT_SUPPORTED(
      "the platform is below every TCB level",
      Scenario.upToDate().withPlatform(p -> p.withSvns(p.svns().with(0, 1))),
      Expectation.rejected(Rejections.quote("TCB_NOT_SUPPORTED"))),
  /** Status 87. */
  TD_RELAUNCH_ADVISED(
      "the TD was launched under an older TDX module than the platform runs now",
      launchedUnderOlderModule(TcbLadder.Rung.UP_TO_DATE),
      relaunch("TDRelaunchAdvised", TcbLadder.Rung.UP_TO_DATE)),
  /** Status 88. */
  TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED(
      "the same on a platform that needs configuration",
      launchedUnderOlderModule(TcbLadder.Rung.CONFIGURATION_NEEDED),
      relaunch("TDRelaunchAdvisedConfigurationNeeded", TcbLadder.Rung.CONFIGURATION_NEEDED));

  private final String about;
  private final Scenario scenario;
  private final Expectation expectation;

  Outcome(String status, TcbLadder.Rung rung) {
    this(
        "a platform on the TCB level " + status,
        onRung(rung),
        rung == TcbLadder.Rung.UP_TO_DATE
            ? Expectation.trusted(verified(status, rung))
            : Expectation.untrusted(verified(status, rung)));
  }

  Outcome(String about, Scenario scenario, Expectation expectation) {
    this.about = about;
    this.scenario = scenario;
    this.expectation = expectation;
  }

  private static Verdict.Verified verified(String status, TcbLadder.Rung rung) {
    return new Verdict.Verified(status, false, rung.advisories(), rung.date());
  }

  static Scenario onRung(TcbLadder.Rung rung) {
    return Scenario.upToDate().withPlatform(p -> p.withSvns(rung.svns()));
  }

  private static Scenario launchedUnderOlderModule(TcbLadder.Rung rung) {
    return Scenario.upToDate(QuoteShape.V5_TDX_15)
        .withPlatform(p -> p.withSvns(rung.svns()))
        .withTd(
            td ->
                td.with(TdField.TEE_TCB_SVN, Hex.of(TcbLadder.OUT_OF_DATE_TEE_TCB_SVN.toBytes())));
  }

  /** Advisories and date of a relaunch are those of the launch: rung and module together. */
  private static Expectation relaunch(String status, TcbLadder.Rung rung) {
    SvnLevelSpec module = TcbLadder.OUT_OF_DATE_MODULE;
    List<String> advisories = new ArrayList<>(rung.advisories());
    advisories.addAll(module.advisories());
    Instant date = rung.date().isBefore(module.date()) ? rung.date() : module.date();
    return Expectation.untrusted(new Verdict.Verified(status, false, advisories, date));
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
