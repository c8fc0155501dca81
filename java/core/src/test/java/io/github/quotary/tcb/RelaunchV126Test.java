package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.REVOKED;
import static io.github.quotary.status.TcbStatus.SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static io.github.quotary.tcb.Levelled.module;
import static io.github.quotary.tcb.Levelled.moduleLevel;
import static io.github.quotary.tcb.Levelled.qe;
import static io.github.quotary.tcb.Levelled.svns;
import static io.github.quotary.tcb.Levelled.td;
import static io.github.quotary.tcb.Levelled.tdxLevel;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.TcbStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Relaunch advice of QVL up to 1.26: a list of conditions, each of which is taken away once. */
class RelaunchV126Test {
  /** Module 1.5, out of date; the loader is what the level asks for. */
  private static final TcbComponents LAUNCH = svns(5, 1, 4);

  private static final TcbComponents CURRENT = svns(6, 1, 4);

  /** A TD launched with a module out of date, on a platform that has the newest one by now. */
  private static Levelled advised() {
    return Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
        .withLevels(tdxLevel(5, svns(7, 0, 4), UP_TO_DATE))
        .withModules(
            module(1, moduleLevel(6, "UpToDate"), moduleLevel(4, "OutOfDate")),
            module(3, moduleLevel(2, "UpToDate"), moduleLevel(1, "OutOfDate")))
        .on(td(LAUNCH, CURRENT));
  }

  private static Levelled platformOf(TcbStatus status) {
    return advised().withLevels(tdxLevel(5, svns(7, 0, 4), status));
  }

  private static String verdict(Levelled levelled) {
    return levelled.verdict(QvlGeneration.V1_26);
  }

  @Test
  void allConditionsTogetherAdvise() {
    assertEquals("TD_RELAUNCH_ADVISED", verdict(advised()));
    TcbEvaluation evaluation = advised().evaluate(QvlGeneration.V1_26).orElseThrow();
    assertEquals(OUT_OF_DATE, evaluation.launch());
    assertEquals(Optional.empty(), evaluation.current(), "this generation does not evaluate it");
  }

  @Test
  void withoutACurrentTcbThereIsNoAdvice() {
    assertEquals("OUT_OF_DATE", verdict(advised().on(td(LAUNCH, null))));
  }

  @ParameterizedTest
  @CsvSource({
    "UP_TO_DATE, TD_RELAUNCH_ADVISED",
    "SW_HARDENING_NEEDED, TD_RELAUNCH_ADVISED",
    "CONFIGURATION_NEEDED, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED",
    "CONFIGURATION_AND_SW_HARDENING_NEEDED, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED",
    "OUT_OF_DATE, OUT_OF_DATE",
    "OUT_OF_DATE_CONFIGURATION_NEEDED, OUT_OF_DATE_CONFIGURATION_NEEDED",
    "REVOKED, TCB_REVOKED"
  })
  void thePlatformItselfMustBeCurrent(TcbStatus platform, String expected) {
    assertEquals(expected, verdict(platformOf(platform)));
  }

  @Test
  void theQeMustBeUpToDate() {
    assertEquals("OUT_OF_DATE", verdict(advised().withQe(qe(5, OUT_OF_DATE))));
    assertEquals("TCB_REVOKED", verdict(advised().withQe(qe(5, REVOKED))));
    assertEquals("TCB_NOT_SUPPORTED", verdict(advised().withQe(qe(6, UP_TO_DATE))));
  }

  @Test
  void theModuleItselfMustBeOutOfDate() {
    Levelled platformOutOfDate =
        advised()
            .withLevels(
                tdxLevel(5, svns(0, 0, 4), UP_TO_DATE), tdxLevel(5, svns(0, 0, 3), OUT_OF_DATE));
    TcbComponents current = svns(6, 1, 4);
    assertEquals("OUT_OF_DATE", verdict(platformOutOfDate.on(td(svns(6, 1, 3), current))));
    assertEquals("OUT_OF_DATE", verdict(platformOutOfDate.on(td(svns(6, 0, 3), current))));
    assertEquals("TD_RELAUNCH_ADVISED", verdict(platformOutOfDate.on(td(svns(5, 1, 3), current))));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIGURATION_NEEDED", "OUT_OF_DATE_CONFIGURATION_NEEDED"})
  void configurationAtLaunchIsPassedOn(TcbStatus launch) {
    Levelled levelled =
        advised()
            .withLevels(tdxLevel(5, svns(0, 0, 4), UP_TO_DATE), tdxLevel(5, svns(0, 0, 3), launch))
            .on(td(svns(5, 1, 3), CURRENT));
    assertEquals("TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED", verdict(levelled));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, 4, TD_RELAUNCH_ADVISED",
    "7, 1, 5, TD_RELAUNCH_ADVISED",
    "5, 1, 4, OUT_OF_DATE",
    "6, 1, 3, OUT_OF_DATE",
    "2, 3, 4, TD_RELAUNCH_ADVISED",
    "1, 3, 4, OUT_OF_DATE",
    "7, 0, 4, TD_RELAUNCH_ADVISED",
    "6, 0, 4, OUT_OF_DATE",
    "7, 0, 3, OUT_OF_DATE",
    "9, 2, 9, TCB_UNRECOGNIZED_STATUS"
  })
  void theCurrentTcbMustHaveTheNewestModuleAndLoader(
      int svn, int version, int loader, String expected) {
    assertEquals(expected, verdict(advised().on(td(LAUNCH, svns(svn, version, loader)))));
  }

  /**
   * Only components 0 and 2 of the current TCB count, and they are held against the first level.
   */
  @Test
  void theFirstLevelCountsEvenIfThePlatformDoesNotReachIt() {
    Levelled levelled =
        advised()
            .withLevels(
                tdxLevel(9, svns(0, 0, 6), UP_TO_DATE), tdxLevel(5, svns(0, 0, 4), UP_TO_DATE));
    assertEquals("OUT_OF_DATE", verdict(levelled.on(td(LAUNCH, svns(6, 1, 5)))));
    assertEquals("TD_RELAUNCH_ADVISED", verdict(levelled.on(td(LAUNCH, svns(6, 1, 6)))));
  }

  /** The SGX level may be higher than the TDX level, and is the one that must be current. */
  @Test
  void theSgxLevelDecidesWhetherThePlatformIsCurrent() {
    Levelled sgxOutOfDate =
        advised()
            .withLevels(
                tdxLevel(5, svns(0, 0, 4), OUT_OF_DATE), tdxLevel(5, svns(0, 0, 3), UP_TO_DATE))
            .on(td(svns(5, 1, 3), CURRENT));
    assertEquals("OUT_OF_DATE", verdict(sgxOutOfDate));
    assertEquals(
        "TD_RELAUNCH_ADVISED",
        verdict(
            sgxOutOfDate.withLevels(
                tdxLevel(5, svns(0, 0, 4), SW_HARDENING_NEEDED),
                tdxLevel(5, svns(0, 0, 3), OUT_OF_DATE))));
  }

  /** The level of the TD itself asks for no configuration. */
  @Test
  void configurationOfTheSgxLevelIsPassedOn() {
    Levelled levelled =
        advised()
            .withLevels(
                tdxLevel(5, svns(0, 0, 4), CONFIGURATION_NEEDED),
                tdxLevel(5, svns(0, 0, 3), OUT_OF_DATE))
            .on(td(svns(5, 1, 3), CURRENT));
    assertEquals("TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED", verdict(levelled));
  }

  @Test
  void aTdThatNeedsNoRelaunchIgnoresItsCurrentTcb() {
    Levelled upToDate = advised().on(td(svns(6, 1, 4), svns(0, 9, 0)));
    assertEquals("UP_TO_DATE", verdict(upToDate));
    assertEquals("TCB_NOT_SUPPORTED", upToDate.verdict(QvlGeneration.V1_27));
  }

  @Test
  void bothGenerationsDifferOnAnOutOfDatePlatformWithAGoodModule() {
    Levelled levelled =
        advised()
            .withLevels(
                tdxLevel(5, svns(0, 0, 4), UP_TO_DATE), tdxLevel(5, svns(0, 0, 3), OUT_OF_DATE))
            .on(td(svns(6, 1, 3), CURRENT));
    assertEquals("OUT_OF_DATE", verdict(levelled));
    assertEquals("TD_RELAUNCH_ADVISED", levelled.verdict(QvlGeneration.V1_27));
  }

  @Test
  void everyStatusButAdviceStaysWhatItWas() {
    for (TcbStatus status :
        new TcbStatus[] {
          UP_TO_DATE,
          CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED,
          OUT_OF_DATE_CONFIGURATION_NEEDED
        }) {
      assertEquals(status.name(), verdict(platformOf(status).on(td(svns(6, 1, 4), CURRENT))));
    }
  }
}
