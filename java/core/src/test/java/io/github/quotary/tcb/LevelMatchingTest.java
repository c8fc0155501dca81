package io.github.quotary.tcb;

import static io.github.quotary.status.TcbStatus.CONFIGURATION_NEEDED;
import static io.github.quotary.status.TcbStatus.OUT_OF_DATE;
import static io.github.quotary.status.TcbStatus.REVOKED;
import static io.github.quotary.status.TcbStatus.SW_HARDENING_NEEDED;
import static io.github.quotary.status.TcbStatus.UP_TO_DATE;
import static io.github.quotary.tcb.Levelled.all;
import static io.github.quotary.tcb.Levelled.but;
import static io.github.quotary.tcb.Levelled.module;
import static io.github.quotary.tcb.Levelled.moduleLevel;
import static io.github.quotary.tcb.Levelled.qe;
import static io.github.quotary.tcb.Levelled.sgx;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which level a platform, a TDX module and a quoting enclave reach. */
class LevelMatchingTest {
  private static final TcbComponents MODULE_1_5 = svns(5, 1, 5);

  private static void assertVerdict(String expected, QvlGeneration generation, Levelled levelled) {
    assertEquals(expected, levelled.verdict(generation));
  }

  private static void assertBoth(String expected, Levelled levelled) {
    for (QvlGeneration generation : QvlGeneration.values()) {
      assertVerdict(expected, generation, levelled);
    }
  }

  @Test
  void everySgxComponentCounts() {
    Levelled levelled =
        Levelled.sgx(UP_TO_DATE).withLevels(sgxLevel(5, UP_TO_DATE), sgxLevel(4, OUT_OF_DATE));
    assertBoth("UP_TO_DATE", levelled);
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      assertBoth("OUT_OF_DATE", levelled.on(new PlatformTcb(but(all(5), i, 4), 5, 5, null, null)));
      assertBoth(
          "TCB_NOT_SUPPORTED", levelled.on(new PlatformTcb(but(all(255), i, 3), 5, 5, null, null)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, UP_TO_DATE",
    "6, 5, UP_TO_DATE",
    "4, 5, TCB_NOT_SUPPORTED",
    "0, 0, UP_TO_DATE",
    "4294967295, 4294967295, UP_TO_DATE",
    "4294967294, 4294967295, TCB_NOT_SUPPORTED",
    "2147483648, 2147483647, UP_TO_DATE",
    "255, 256, TCB_NOT_SUPPORTED"
  })
  void thePceSvnIsAnUnsignedInteger(long has, long needed, String expected) {
    TcbLevel level = new TcbLevel(all(5), needed, null, Levelled.DATE, UP_TO_DATE, List.of());
    assertBoth(expected, Levelled.sgx(UP_TO_DATE).withLevels(level).on(sgx(5, has, 5)));
  }

  @ParameterizedTest
  @EnumSource
  void withoutAModuleVersionEveryTdxComponentCounts(QvlGeneration generation) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(tdxLevel(5, but(all(5), 1, 0), UP_TO_DATE));
    TcbComponents exact = but(all(5), 1, 0);
    assertVerdict("UP_TO_DATE", generation, levelled.on(td(exact, null)));
    for (int i = 0; i < TcbComponents.COUNT; i++) {
      if (i != 1) {
        assertVerdict("TCB_NOT_SUPPORTED", generation, levelled.on(td(but(exact, i, 4), null)));
      }
    }
    Levelled oneNeeded = levelled.withLevels(tdxLevel(5, all(1), UP_TO_DATE));
    assertVerdict("TCB_NOT_SUPPORTED", generation, oneNeeded.on(td(exact, null)));
  }

  @ParameterizedTest
  @EnumSource
  void withAModuleVersionComponentsZeroAndOneAreTheModulesOwn(QvlGeneration generation) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(tdxLevel(5, all(5), UP_TO_DATE))
            .withModules(module(1, moduleLevel(0, "UpToDate")));
    TcbComponents versioned = but(but(all(5), 0, 0), 1, 1);
    assertVerdict("UP_TO_DATE", generation, levelled.on(td(versioned, null)));
    for (int i = 2; i < TcbComponents.COUNT; i++) {
      assertVerdict("TCB_NOT_SUPPORTED", generation, levelled.on(td(but(versioned, i, 4), null)));
    }
  }

  /** Two lists matched apart would find the first level for SGX and be content. */
  @ParameterizedTest
  @EnumSource
  void oneLevelMustBeReachedInBoth(QvlGeneration generation) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withLevels(
                tdxLevel(5, svns(0, 0, 9), UP_TO_DATE),
                tdxLevel(4, svns(0, 0, 6), SW_HARDENING_NEEDED),
                tdxLevel(3, svns(0, 0, 5), OUT_OF_DATE));
    assertVerdict("OUT_OF_DATE", generation, levelled.on(td(MODULE_1_5, null)));
    assertVerdict("SW_HARDENING_NEEDED", generation, levelled.on(td(svns(5, 1, 6), null)));
    assertVerdict("UP_TO_DATE", generation, levelled.on(td(svns(5, 1, 9), null)));
    assertVerdict("TCB_NOT_SUPPORTED", generation, levelled.on(td(svns(5, 1, 4), null)));
  }

  /** The status of the platform counts although the module has its own. */
  @ParameterizedTest
  @EnumSource(names = {"CONFIGURATION_NEEDED", "OUT_OF_DATE", "SW_HARDENING_NEEDED"})
  void aVersionedModuleDoesNotHideThePlatform(TcbStatus platform) {
    assertBoth(platform.name(), Levelled.tdx(platform, UP_TO_DATE, UP_TO_DATE));
  }

  @Test
  void aRevokedPlatformUnderAGoodModuleIsRevoked() {
    assertBoth("TCB_REVOKED", Levelled.tdx(REVOKED, UP_TO_DATE, UP_TO_DATE));
  }

  @ParameterizedTest
  @CsvSource({
    "6, UP_TO_DATE",
    "255, UP_TO_DATE",
    "5, OUT_OF_DATE",
    "3, OUT_OF_DATE",
    "2, TCB_REVOKED",
    "1, TCB_NOT_SUPPORTED",
    "0, TCB_NOT_SUPPORTED"
  })
  void theHighestModuleLevelReachedCounts(int svn, String expected) {
    assertBoth(
        expected,
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(
                module(
                    1,
                    moduleLevel(6, "UpToDate"),
                    moduleLevel(3, "OutOfDate"),
                    moduleLevel(2, "Revoked")))
            .on(td(svns(svn, 1, 5), null)));
  }

  @Test
  void aModuleLevelOf256IsReachedByNoSvn() {
    assertBoth(
        "TCB_NOT_SUPPORTED",
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(256, "UpToDate")))
            .on(td(svns(255, 1, 5), null)));
  }

  @ParameterizedTest
  @CsvSource({
    "TDX_01, 1, true",
    "tdx_0a, 10, true",
    "TDX_0A, 10, true",
    "TDX_10, 16, true",
    "TDX_10, 10, false",
    "TDX_1, 1, false",
    "TDX_001, 1, false",
    "TDX_ff, 255, true"
  })
  void theModuleIdIsHexadecimal(String id, int version, boolean found) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(id, moduleLevel(0, "UpToDate")))
            .on(td(svns(5, version, 5), null));
    assertVerdict(found ? "UP_TO_DATE" : "TDX_MODULE_MISMATCH", QvlGeneration.V1_26, levelled);
    assertVerdict(found ? "UP_TO_DATE" : "TCB_NOT_SUPPORTED", QvlGeneration.V1_27, levelled);
  }

  @Test
  void theFirstIdentityOfAnIdCounts() {
    assertBoth(
        "OUT_OF_DATE",
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(
                module(1, moduleLevel(5, "OutOfDate")), module(1, moduleLevel(5, "UpToDate"))));
  }

  @ParameterizedTest
  @CsvSource({"SWHardeningNeeded", "uptodate", "''", "TDRelaunchAdvised"})
  void aModuleStatusThatIntelDoesNotDefineIsNeverTaken(String status) {
    Levelled levelled =
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(5, status)));
    assertVerdict("TCB_UNRECOGNIZED_STATUS", QvlGeneration.V1_26, levelled);
    assertVerdict("TCB_NOT_SUPPORTED", QvlGeneration.V1_27, levelled);
  }

  @Test
  void anUnknownStatusOfALevelThatIsNotMatchedDoesNoHarm() {
    assertBoth(
        "UP_TO_DATE",
        Levelled.tdx(UP_TO_DATE, UP_TO_DATE, UP_TO_DATE)
            .withModules(module(1, moduleLevel(5, "UpToDate"), moduleLevel(2, "Mystery"))));
  }

  @ParameterizedTest
  @CsvSource({
    "8, UP_TO_DATE",
    "65535, UP_TO_DATE",
    "7, OUT_OF_DATE",
    "6, OUT_OF_DATE",
    "5, TCB_REVOKED",
    "3, TCB_REVOKED",
    "2, TCB_NOT_SUPPORTED"
  })
  void theHighestQeLevelReachedCounts(int svn, String expected) {
    assertBoth(
        expected,
        Levelled.sgx(UP_TO_DATE)
            .withQe(qe(8, UP_TO_DATE), qe(6, OUT_OF_DATE), qe(3, REVOKED))
            .on(sgx(5, 5, svn)));
  }

  /** The generations look at the quoting enclave at different times. */
  @Test
  void aRevokedTdOfAnUnsupportedQeIsOneOfBoth() {
    Levelled levelled = Levelled.tdx(REVOKED, UP_TO_DATE, UP_TO_DATE).withQe(qe(6, UP_TO_DATE));
    assertVerdict("TCB_REVOKED", QvlGeneration.V1_26, levelled);
    assertVerdict("TCB_NOT_SUPPORTED", QvlGeneration.V1_27, levelled);
  }

  @Test
  void whatIsLackingIsSaid() {
    String platform =
        Levelled.sgx(UP_TO_DATE)
            .on(sgx(4, 13, 5))
            .evaluate(QvlGeneration.V1_27)
            .rejectionOrNull()
            .detail();
    assertTrue(platform.contains("4 4 4 4") && platform.contains("PCESVN 13"), platform);
    String module =
        Levelled.tdx(CONFIGURATION_NEEDED, UP_TO_DATE, UP_TO_DATE)
            .on(td(svns(4, 1, 5), null))
            .evaluate(QvlGeneration.V1_27)
            .rejectionOrNull()
            .detail();
    assertTrue(module.contains("TDX_01") && module.contains("SVN 4"), module);
  }
}
