package io.github.quotary.simulator.fault;

import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.Verdict;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.SvnLevelSpec;
import io.github.quotary.simulator.spec.TcbLadder;
import io.github.quotary.simulator.spec.TdField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
      QuoteShape.V4_TDX,
      onRung(TcbLadder.Rung.REVOKED),
      Expectation.rejected(Rejections.quote("TCB_REVOKED"))),
  /** Status 49; the evidence is rejected. */
  TCB_NOT_SUPPORTED(
      "the platform is below every TCB level",
      QuoteShape.V4_TDX,
      s -> s.withPlatform(p -> p.withSvns(p.svns().with(0, 1))),
      Expectation.rejected(Rejections.quote("TCB_NOT_SUPPORTED"))),
  /** Status 87. */
  TD_RELAUNCH_ADVISED(
      "the TD was launched under an older TDX module than the platform runs now",
      QuoteShape.V5_TDX_15,
      launchedUnderOlderModule(TcbLadder.Rung.UP_TO_DATE),
      relaunch("TDRelaunchAdvised", TcbLadder.Rung.UP_TO_DATE)),
  /** Status 88. */
  TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED(
      "the same on a platform that needs configuration",
      QuoteShape.V5_TDX_15,
      launchedUnderOlderModule(TcbLadder.Rung.CONFIGURATION_NEEDED),
      relaunch("TDRelaunchAdvisedConfigurationNeeded", TcbLadder.Rung.CONFIGURATION_NEEDED));

  private final String about;
  private final QuoteShape shape;
  private final UnaryOperator<Scenario> change;
  private final Expectation expectation;

  Outcome(String status, TcbLadder.Rung rung) {
    this(
        "a platform on the TCB level " + status,
        QuoteShape.V4_TDX,
        onRung(rung),
        rung == TcbLadder.Rung.UP_TO_DATE
            ? Expectation.trusted(verified(status, rung))
            : Expectation.untrusted(verified(status, rung)));
  }

  Outcome(String about, QuoteShape shape, UnaryOperator<Scenario> change, Expectation expectation) {
    this.about = about;
    this.shape = shape;
    this.change = change;
    this.expectation = expectation;
  }

  private static Verdict.Verified verified(String status, TcbLadder.Rung rung) {
    return new Verdict.Verified(status, false, rung.advisories(), rung.date());
  }

  private static UnaryOperator<Scenario> onRung(TcbLadder.Rung rung) {
    return s -> s.withPlatform(p -> p.withSvns(rung.svns()));
  }

  private static UnaryOperator<Scenario> launchedUnderOlderModule(TcbLadder.Rung rung) {
    String svn = Hex.of(TcbLadder.OUT_OF_DATE_TEE_TCB_SVN.toBytes());
    return s -> onRung(rung).apply(s).withTd(td -> td.with(TdField.TEE_TCB_SVN, svn));
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
    return scenario(shape);
  }

  /**
   * A scenario of this outcome whose quote has the given shape; the expectation is the same.
   *
   * @throws IllegalArgumentException if the outcome is a relaunch, which takes a report with
   *     TEE_TCB_SVN2, and this shape has none
   */
  public Scenario scenario(QuoteShape other) {
    if (shape.hasCurrentTcb() && !other.hasCurrentTcb()) {
      throw new IllegalArgumentException(
          name() + " takes TEE_TCB_SVN2, which " + other.id() + " does not have");
    }
    return change.apply(Scenario.upToDate(other));
  }

  @Override
  public Expectation expectation() {
    return expectation;
  }
}
