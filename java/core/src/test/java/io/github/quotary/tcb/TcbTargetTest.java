package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static io.github.quotary.tcb.Levelled.DATE;
import static io.github.quotary.tcb.Levelled.all;
import static io.github.quotary.tcb.Levelled.but;
import static io.github.quotary.tcb.Levelled.module;
import static io.github.quotary.tcb.Levelled.moduleLevel;
import static io.github.quotary.tcb.Levelled.qe;
import static io.github.quotary.tcb.Levelled.sgxLevel;
import static io.github.quotary.tcb.Levelled.svns;
import static io.github.quotary.tcb.Levelled.td;
import static io.github.quotary.tcb.Levelled.tdxLevel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.collateral.TcbLevel;
import io.github.quotary.quote.TcbComponents;
import io.github.quotary.status.TcbStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several better platforms is named, and which SVNs of it. */
class TcbTargetTest {
  private static final String MODULE_UPDATE = "TDX module update, then relaunch of the TD";
  private static final String OS_UPDATE =
      "operating system or VMM update: microcode, SINIT or SEAM loader";

  private static TcbExplanation explain(Levelled levelled) {
    return TcbExplanation.of(levelled.question(QvlGeneration.V1_27));
  }

  private static List<String> words(Levelled levelled) {
    return explain(levelled).shortfalls().stream().map(TcbShortfall::toString).toList();
  }

  private static TcbLevel level(TcbStatus status, TcbComponents components) {
    return new TcbLevel(components, 5, null, DATE, status, List.of());
  }

  private static Levelled outOfDate(TcbLevel... better) {
    Levelled levelled = Levelled.sgx(OUT_OF_DATE);
    return better.length == 1
        ? levelled.withLevels(better[0], sgxLevel(1, OUT_OF_DATE))
        : levelled.withLevels(better[0], better[1], sgxLevel(1, OUT_OF_DATE));
  }

  private static List<Integer> raised(Levelled levelled) {
    return explain(levelled).nextBetter().orElseThrow().needs().stream()
        .map(need -> need.component().index())
        .toList();
  }

  @Test
  void fewerComponentsAreLessThanSmallerSteps() {
    Levelled one =
        outOfDate(
            level(UP_TO_DATE, but(but(all(5), 0, 6), 1, 6)), level(UP_TO_DATE, but(all(5), 2, 9)));

    assertEquals(List.of(3), raised(one));
  }

  @Test
  void ofAsManyComponentsTheSmallerStepIsLess() {
    Levelled small =
        outOfDate(
            level(UP_TO_DATE, but(but(all(5), 0, 4), 1, 1)),
            level(UP_TO_DATE, but(but(all(5), 0, 1), 1, 7)));

    assertEquals(List.of(2), raised(small.on(platform(but(all(5), 0, 1)))));
  }

  @Test
  void ofEqualStepsTheFirstIsNamed() {
    Levelled equal =
        outOfDate(level(UP_TO_DATE, but(all(5), 1, 6)), level(UP_TO_DATE, but(all(5), 0, 6)));

    assertEquals(List.of(2), raised(equal));
  }

  private static PlatformTcb platform(TcbComponents sgx) {
    return new PlatformTcb(sgx, 5, 5, null, null);
  }

  @Test
  void aHigherLevelOfTheSameStatusIsNotBetter() {
    Levelled same = outOfDate(level(OUT_OF_DATE, all(6)));

    assertEquals(Optional.empty(), explain(same).nextBetter());
  }

  /** Neither quoting enclave nor module goes back. */
  @Test
  void aLowerLevelIsNotATarget() {
    Levelled enclave = Levelled.sgx(UP_TO_DATE).withQe(qe(5, OUT_OF_DATE), qe(4, UP_TO_DATE));
    Levelled module =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(5, "OutOfDate"), moduleLevel(4, "UpToDate")));

    assertEquals(Optional.empty(), explain(enclave).nextBetter());
    assertEquals(Optional.empty(), explain(module).nextBetter());
  }

  @Test
  void theLargestSvnsAreTargets() {
    Levelled enclave = Levelled.sgx(UP_TO_DATE).withQe(qe(0xffff, UP_TO_DATE), qe(5, OUT_OF_DATE));
    Levelled module =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(0xff, "UpToDate"), moduleLevel(5, "OutOfDate")));

    assertEquals(
        List.of("QE SVN is 5, UpToDate needs 65535 (DCAP update (quoting enclave))"),
        words(enclave));
    assertEquals(
        List.of("TDX module TDX_01 SVN is 5, UpToDate needs 255 (" + MODULE_UPDATE + ")"),
        words(module));
    assertEquals(
        Optional.empty(),
        explain(enclave.withQe(qe(0x10000, UP_TO_DATE), qe(5, OUT_OF_DATE))).nextBetter());
  }

  /** The level's own first components are for modules without an identity. */
  @Test
  void aModuleWithAnIdentityIsNotRaisedByTheLevel() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                tdxLevel(5, svns(9, 0, 5), UP_TO_DATE), tdxLevel(5, svns(0, 0, 4), OUT_OF_DATE));

    assertEquals(
        List.of("TDX component 3 is 4, UpToDate needs 5 (" + OS_UPDATE + ")"),
        words(levelled.on(td(svns(5, 1, 4), null))));
  }

  @Test
  void aModuleWithoutAnIdentityIsAComponent() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                tdxLevel(5, svns(6, 0, 5), UP_TO_DATE), tdxLevel(5, svns(0, 0, 5), OUT_OF_DATE));

    assertEquals(
        List.of("TDX component 1 is 5, UpToDate needs 6 (" + MODULE_UPDATE + ")"),
        words(levelled.on(td(svns(5, 0, 5), null))));
  }

  /** What the platform runs by now reaches no level: a relaunch alone does not mend it. */
  @Test
  void launchedAndCurrentComponentsFallShort() {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                tdxLevel(5, svns(0, 0, 5), UP_TO_DATE), tdxLevel(5, svns(0, 0, 4), OUT_OF_DATE));

    assertEquals(
        List.of(
            "TDX component 3 is 4, UpToDate needs 5 (" + OS_UPDATE + ")",
            "current TDX component 3 is 3, the next better status needs 4, UpToDate needs 5 ("
                + OS_UPDATE
                + ")"),
        words(levelled.on(td(svns(5, 1, 4), svns(5, 1, 3)))));
  }

  @Test
  void theNextStatusMayNeedOtherComponents() {
    Levelled levelled =
        outOfDate(
            level(UP_TO_DATE, but(all(5), 1, 8)), level(SW_HARDENING_NEEDED, but(all(5), 0, 6)));

    assertEquals(
        List.of(
            "SGX component 2 is 5, UpToDate needs 8 (BIOS or microcode update)",
            "SGX component 1 is 5, the next better status needs 6 (BIOS or microcode update)"),
        words(levelled));
  }

  @Test
  void whatReachesNoLevelIsSaidWithAllItsSvns() {
    Levelled levelled = Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE);
    TcbComponents launch = svns(5, 1, 1);
    TcbComponents current = svns(5, 1, 2);

    String detail =
        levelled.on(td(launch, current)).evaluate(QvlGeneration.V1_27).rejectionOrNull().detail();

    assertTrue(detail.contains("TEE_TCB_SVN " + launch + ", TEE_TCB_SVN2 " + current), detail);
  }
}
