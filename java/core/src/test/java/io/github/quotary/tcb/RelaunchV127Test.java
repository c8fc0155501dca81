package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Relaunch advice of QVL 1.27: the TCB at launch against the TCB as it is now. */
class RelaunchV127Test {
  private static final TcbComponents LAUNCH = svns(5, 0, 1);
  private static final TcbComponents CURRENT = svns(5, 0, 2);
  private static final Set<TcbStatus> FINE =
      Set.of(
          UP_TO_DATE,
          TcbStatus.SW_HARDENING_NEEDED,
          TcbStatus.CONFIGURATION_NEEDED,
          TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED);

  private static Levelled launched(TcbStatus launch, TcbStatus current) {
    return Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
        .withLevels(tdxLevel(5, svns(0, 0, 2), current), tdxLevel(5, svns(0, 0, 1), launch))
        .on(td(LAUNCH, CURRENT));
  }

  private static String verdict(Levelled levelled) {
    return levelled.verdict(QvlGeneration.V1_27);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(TcbStatus.values())
        .filter(launch -> launch.compareTo(TcbStatus.REVOKED) <= 0)
        .flatMap(
            launch ->
                Stream.of(TcbStatus.values())
                    .filter(current -> current.compareTo(TcbStatus.REVOKED) <= 0)
                    .map(current -> Arguments.of(launch, current)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyPairOfStatuses(TcbStatus launch, TcbStatus current) {
    boolean outOfDate =
        launch == OUT_OF_DATE || launch == TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
    boolean configuration = (launch.name() + current.name()).contains("CONFIGURATION");
    String expected =
        launch == TcbStatus.REVOKED
            ? "TCB_REVOKED"
            : !outOfDate || !FINE.contains(current)
                ? launch.name()
                : configuration
                    ? "TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED"
                    : "TD_RELAUNCH_ADVISED";
    assertEquals(expected, verdict(launched(launch, current)));
  }

  @Test
  void withoutACurrentTcbThereIsNoAdvice() {
    assertEquals("OUT_OF_DATE", verdict(launched(OUT_OF_DATE, UP_TO_DATE).on(td(LAUNCH, null))));
  }

  @Test
  void bothEvaluationsAreShown() {
    TcbEvaluation evaluation =
        launched(OUT_OF_DATE, UP_TO_DATE).evaluate(QvlGeneration.V1_27).orElseThrow();
    assertEquals(OUT_OF_DATE, evaluation.launch());
    assertEquals(Optional.of(UP_TO_DATE), evaluation.current());
    assertEquals(OUT_OF_DATE, evaluation.platform().status(), "the level at launch");
  }

  @Test
  void aQeThatIsOutOfDateMakesTheCurrentTcbOutOfDateToo() {
    assertEquals(
        "OUT_OF_DATE", verdict(launched(OUT_OF_DATE, UP_TO_DATE).withQe(qe(5, OUT_OF_DATE))));
    assertEquals(
        "OUT_OF_DATE", verdict(launched(UP_TO_DATE, UP_TO_DATE).withQe(qe(5, OUT_OF_DATE))));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, 2, TD_RELAUNCH_ADVISED",
    "255, 1, 2, TD_RELAUNCH_ADVISED",
    "5, 1, 2, OUT_OF_DATE",
    "4, 1, 2, TCB_NOT_SUPPORTED",
    "9, 3, 2, TD_RELAUNCH_ADVISED",
    "6, 2, 2, TCB_NOT_SUPPORTED",
    "6, 1, 1, TCB_NOT_SUPPORTED",
    "9, 0, 2, TD_RELAUNCH_ADVISED",
    "8, 0, 2, TCB_NOT_SUPPORTED"
  })
  void theCurrentModuleIsMatchedLikeTheOneAtLaunch(
      int svn, int version, int loader, String expected) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(tdxLevel(5, svns(9, 0, 2), UP_TO_DATE))
            .withModules(
                module(1, moduleLevel(6, "UpToDate"), moduleLevel(5, "OutOfDate")),
                module(3, moduleLevel(9, "UpToDate")))
            .on(td(svns(5, 1, 2), svns(svn, version, loader)));
    assertEquals(expected, verdict(levelled));
  }

  @Test
  void aCurrentTcbThatIsNotSupportedEndsItEvenForATdThatIsUpToDate() {
    assertEquals(
        "TCB_NOT_SUPPORTED",
        verdict(launched(UP_TO_DATE, UP_TO_DATE).on(td(CURRENT, svns(5, 0, 0)))));
  }

  @Test
  void aCurrentTcbWorseThanAtLaunchDoesNotWorsenTheStatus() {
    Levelled levelled = launched(OUT_OF_DATE, UP_TO_DATE).on(td(CURRENT, LAUNCH));
    assertEquals("UP_TO_DATE", verdict(levelled));
  }
}
