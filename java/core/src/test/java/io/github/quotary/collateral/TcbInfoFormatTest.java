package io.github.quotary.collateral;

import static io.github.quotary.collateral.Documents.parseTcbInfo;
import static io.github.quotary.collateral.Documents.refusalOfTcbInfo;
import static io.github.quotary.collateral.Documents.sgxTcbInfo;
import static io.github.quotary.collateral.Documents.sgxTcbInfoV2;
import static io.github.quotary.collateral.Documents.tdxTcbInfo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.JsonDoc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the TCB info's format: what is missing, of the wrong type or out of range. */
class TcbInfoFormatTest {
  private static final String LEVEL = "tcbLevels/2/";
  private static final String IDENTITY = "tdxModuleIdentities/1/";
  private static final String MODULE_LEVEL = IDENTITY + "tcbLevels/1/";
  private static final String REMOVED = null;

  private static final List<String> NO_STRINGS = List.of("7", "null", "true", "[]", "{}");
  private static final List<String> NO_OBJECTS = List.of("7", "null", "\"a\"", "[]", "[{}]");
  private static final List<String> NO_ARRAYS = List.of("7", "null", "\"a\"", "{}", "[]");
  private static final List<String> NO_STRING_ARRAYS =
      List.of("null", "\"INTEL-SA-00001\"", "{}", "[1]", "[\"INTEL-SA-00001\",null]", "[[]]");

  /** A member and a value that it must not have; null for taking it away. */
  private record Case(Supplier<JsonDoc> document, String path, String value) {
    JsonDoc spoilt() {
      return value == null ? document.get().remove(path) : document.get().set(path, value);
    }

    @Override
    public String toString() {
      return path
          + (value == null ? " missing" : ": " + value.substring(0, Math.min(40, value.length())));
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  static {
    refuseAll(TcbInfoFormatTest::tdx, "version", Documents.NO_UINTS);
    refuseAll(TcbInfoFormatTest::tdx, "version", List.of("0", "1", "4", "4294967295"));
    refuse("version", REMOVED);
    refuse("id", REMOVED, "\"tdx\"", "\"sgx\"", "\"QE\"", "\"\"", "\"TDX \"");
    refuseAll(TcbInfoFormatTest::tdx, "id", NO_STRINGS);
    for (String path :
        List.of("issueDate", "nextUpdate", LEVEL + "tcbDate", MODULE_LEVEL + "tcbDate")) {
      refuse(path, REMOVED);
      refuseAll(TcbInfoFormatTest::tdx, path, Documents.NO_DATES);
      refuseAll(TcbInfoFormatTest::tdx, path, NO_STRINGS);
    }
    refuseHex("fmspc", 6);
    refuseHex("pceId", 2);
    refuse("tcbType", REMOVED, "1", "-1", "0.0", "\"0\"", "null", "4294967296");
    refuse("tcbEvaluationDataNumber", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, "tcbEvaluationDataNumber", Documents.NO_UINTS);
    refuseModule("tdxModule/");
    refuse("tdxModule", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, "tdxModule", NO_OBJECTS);
    refuseIdentities();
    refuseLevels();
    refuseComponents(TcbInfoFormatTest::tdx, LEVEL + "tcb/tdxtcbcomponents");
    refuseComponents(TcbInfoFormatTest::tdx, LEVEL + "tcb/sgxtcbcomponents");
    refuseComponents(Documents::sgxTcbInfo, LEVEL + "tcb/sgxtcbcomponents");
    refuseSgx();
  }

  private static JsonDoc tdx() {
    return tdxTcbInfo();
  }

  private static void refuse(String path, String... values) {
    for (String value : values) {
      CASES.add(new Case(TcbInfoFormatTest::tdx, path, value));
    }
  }

  private static void refuse(String path, String value) {
    CASES.add(new Case(TcbInfoFormatTest::tdx, path, value));
  }

  private static void refuseAll(Supplier<JsonDoc> document, String path, List<String> values) {
    values.forEach(value -> CASES.add(new Case(document, path, value)));
  }

  private static void refuseHex(String path, int bytes) {
    refuse(path, REMOVED);
    refuse(
        path,
        '"' + "0".repeat(2 * bytes - 1) + '"',
        '"' + "0".repeat(2 * bytes - 2) + '"',
        '"' + "0".repeat(2 * bytes + 2) + '"',
        '"' + "0".repeat(2 * bytes - 1) + "g\"",
        '"' + "0x" + "0".repeat(2 * bytes - 2) + '"',
        '"' + "0".repeat(2 * bytes - 1) + "\uff11\"",
        "\"\"");
    refuseAll(TcbInfoFormatTest::tdx, path, NO_STRINGS);
  }

  private static void refuseModule(String prefix) {
    refuseHex(prefix + "mrsigner", 48);
    refuseHex(prefix + "attributes", 8);
    refuseHex(prefix + "attributesMask", 8);
  }

  private static void refuseIdentities() {
    refuseAll(TcbInfoFormatTest::tdx, "tdxModuleIdentities", NO_ARRAYS);
    refuseAll(TcbInfoFormatTest::tdx, "tdxModuleIdentities/0", NO_OBJECTS);
    refuse(IDENTITY + "id", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, IDENTITY + "id", NO_STRINGS);
    refuseModule(IDENTITY);
    refuse(IDENTITY + "tcbLevels", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, IDENTITY + "tcbLevels", NO_ARRAYS);
    refuseAll(TcbInfoFormatTest::tdx, IDENTITY + "tcbLevels/0", NO_OBJECTS);
    refuse(MODULE_LEVEL + "tcb", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcb", NO_OBJECTS);
    refuse(MODULE_LEVEL + "tcb/isvsvn", REMOVED, "65536", "6", "2");
    refuseAll(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcb/isvsvn", Documents.NO_UINTS);
    refuse(MODULE_LEVEL + "tcbStatus", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcbStatus", NO_STRINGS);
    refuseAll(TcbInfoFormatTest::tdx, MODULE_LEVEL + "advisoryIDs", NO_STRING_ARRAYS);
  }

  private static void refuseLevels() {
    refuse("tcbLevels", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, "tcbLevels", NO_ARRAYS);
    refuseAll(TcbInfoFormatTest::tdx, "tcbLevels/0", NO_OBJECTS);
    refuseAll(TcbInfoFormatTest::tdx, LEVEL + "advisoryIDs", NO_STRING_ARRAYS);
    refuse(
        LEVEL + "tcbStatus",
        REMOVED,
        "\"\"",
        "\"uptodate\"",
        "\"UpToDate \"",
        "\"Unrecognized\"",
        "\"TDRelaunchAdvised\"",
        "\"TDRelaunchAdvisedConfigurationNeeded\"");
    refuseAll(TcbInfoFormatTest::tdx, LEVEL + "tcbStatus", NO_STRINGS);
    refuse(LEVEL + "tcb", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, LEVEL + "tcb", NO_OBJECTS);
    refuse(LEVEL + "tcb/pcesvn", REMOVED);
    refuseAll(TcbInfoFormatTest::tdx, LEVEL + "tcb/pcesvn", Documents.NO_UINTS);
  }

  private static void refuseComponents(Supplier<JsonDoc> document, String path) {
    refuseAll(document, path, NO_ARRAYS);
    CASES.add(new Case(document, path, REMOVED));
    CASES.add(new Case(document, path + "/15", REMOVED));
    CASES.add(new Case(document, path, "[" + "{\"svn\":1},".repeat(16) + "{\"svn\":1}]"));
    refuseAll(document, path + "/15", NO_OBJECTS);
    CASES.add(new Case(document, path + "/15/svn", REMOVED));
    refuseAll(document, path + "/15/svn", Documents.NO_UINTS);
    refuseAll(document, path + "/0/svn", List.of("256", "65535"));
    refuseAll(document, path + "/15/category", NO_STRINGS);
    refuseAll(document, path + "/15/type", NO_STRINGS);
  }

  private static void refuseSgx() {
    for (String name : List.of("tdxModule", "tdxModuleIdentities")) {
      refuseAll(Documents::sgxTcbInfo, name, List.of("null", "{}", "[]", tdx().get(name)));
    }
    for (int i : List.of(1, 9, 10, 16)) {
      String path = LEVEL + "tcb/sgxtcbcomp" + (i < 10 ? "0" : "") + i + "svn";
      CASES.add(new Case(Documents::sgxTcbInfoV2, path, REMOVED));
      refuseAll(Documents::sgxTcbInfoV2, path, Documents.NO_UINTS);
      refuseAll(Documents::sgxTcbInfoV2, path, List.of("256"));
    }
    CASES.add(new Case(Documents::sgxTcbInfoV2, LEVEL + "tcb/pcesvn", REMOVED));
    refuseAll(Documents::sgxTcbInfoV2, LEVEL + "tcb/pcesvn", Documents.NO_UINTS);
  }

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByName(Case spoilt) {
    String problem = refusalOfTcbInfo(spoilt.spoilt());
    String[] steps = spoilt.path().split("/");
    String name =
        steps[steps.length - 1].matches("\\d+") ? steps[steps.length - 2] : steps[steps.length - 1];
    assertTrue(
        problem.contains(name) || name.matches("tdxModule.*|isvsvn"),
        problem + " says not " + name);
  }

  static Stream<Case> harmless() {
    List<Case> harmless = new ArrayList<>();
    for (String path :
        List.of(
            "unknown",
            "tdxModule/unknown",
            LEVEL + "unknown",
            LEVEL + "tcb/unknown",
            LEVEL + "tcb/sgxtcbcomponents/3/unknown",
            IDENTITY + "unknown",
            MODULE_LEVEL + "tcb/unknown")) {
      harmless.add(new Case(TcbInfoFormatTest::tdx, path, "{\"a\":[1.5,null,\"\\u0000\"]}"));
    }
    harmless.add(new Case(TcbInfoFormatTest::tdx, "tdxModuleIdentities", REMOVED));
    harmless.add(new Case(TcbInfoFormatTest::tdx, LEVEL + "advisoryIDs", REMOVED));
    harmless.add(new Case(TcbInfoFormatTest::tdx, LEVEL + "advisoryIDs", "[]"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, MODULE_LEVEL + "advisoryIDs", REMOVED));
    harmless.add(new Case(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcbStatus", "\"Mystery\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcb/isvsvn", "65535"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, MODULE_LEVEL + "tcb/isvsvn", "0"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, IDENTITY + "id", "\"anything\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, IDENTITY + "id", "\"TDX_03\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "fmspc", "\"30a06D050000\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "tcbEvaluationDataNumber", "4294967295"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "tcbEvaluationDataNumber", "0"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "issueDate", "\"2024-02-29T23:59:59Z\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "nextUpdate", "\"9999-12-31T23:59:59Z\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, "nextUpdate", "\"0001-01-01T00:00:00Z\""));
    harmless.add(new Case(TcbInfoFormatTest::tdx, LEVEL + "tcb/pcesvn", "4294967295"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, LEVEL + "tcb/tdxtcbcomponents/15/svn", "255"));
    harmless.add(new Case(TcbInfoFormatTest::tdx, LEVEL + "tcb/tdxtcbcomponents/0/type", "\"\""));
    harmless.add(new Case(Documents::sgxTcbInfo, LEVEL + "tcb/tdxtcbcomponents", "7"));
    harmless.add(new Case(Documents::sgxTcbInfoV2, "tdxModule", "{}"));
    harmless.add(new Case(Documents::sgxTcbInfoV2, "id", "\"TDX\""));
    return harmless.stream();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatIntelAcceptsIsParsed(Case change) {
    assertDoesNotThrow(() -> parseTcbInfo(change.spoilt()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UpToDate",
        "SWHardeningNeeded",
        "ConfigurationNeeded",
        "ConfigurationAndSWHardeningNeeded",
        "OutOfDate",
        "OutOfDateConfigurationNeeded",
        "Revoked"
      })
  void intelsSevenStatusesAreKnown(String status) throws JsonFormatException {
    TcbInfo info = parseTcbInfo(tdx().set("tcbLevels/0/tcbStatus", '"' + status + '"'));
    assertTrue(info.levels().get(0).status().intelName().equals(status));
  }

  @Test
  void twoEqualLevelsAreRefused() {
    assertTrue(
        refusalOfTcbInfo(tdx().append("tcbLevels", tdx().get("tcbLevels/3"))).contains("equal"));
    assertTrue(
        refusalOfTcbInfo(sgxTcbInfo().append("tcbLevels", sgxTcbInfo().get("tcbLevels/3")))
            .contains("equal"));
    assertTrue(
        refusalOfTcbInfo(sgxTcbInfoV2().append("tcbLevels", sgxTcbInfoV2().get("tcbLevels/3")))
            .contains("equal"));
  }

  /** Dates, statuses and advisories do not tell levels apart; components and PCESVN do. */
  @Test
  void levelsAreEqualByTheirSvnsAlone() {
    JsonDoc other = JsonDoc.of(tdx().get("tcbLevels/3")).set("tcbDate", "\"2001-01-01T00:00:00Z\"");
    refusalOfTcbInfo(tdx().append("tcbLevels", other.toString()));
    assertDoesNotThrow(
        () -> parseTcbInfo(tdx().append("tcbLevels", other.set("tcb/pcesvn", "12").toString())));
    JsonDoc tdxDiffers = JsonDoc.of(tdx().get("tcbLevels/3"));
    tdxDiffers.set("tcb/tdxtcbcomponents/15/svn", "1");
    assertDoesNotThrow(() -> parseTcbInfo(tdx().append("tcbLevels", tdxDiffers.toString())));
  }
}
