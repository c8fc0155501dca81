package io.github.quotary.collateral;

import static io.github.quotary.collateral.Documents.parseQeIdentity;
import static io.github.quotary.collateral.Documents.qeIdentity;
import static io.github.quotary.collateral.Documents.refusalOfQeIdentity;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the QE identity's format, and what is read out of it. */
class QeIdentityFormatTest {
  private static final String LEVEL = "tcbLevels/1/";

  /** A member and a value that it must not have; null for taking it away. */
  private record Case(String path, String value) {
    JsonDoc spoilt() {
      return value == null ? qeIdentity().remove(path) : qeIdentity().set(path, value);
    }

    @Override
    public String toString() {
      return path
          + (value == null ? " missing" : ": " + value.substring(0, Math.min(40, value.length())));
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<String> noStrings = List.of("7", "null", "true", "[]", "{}");
    add(cases, "id", noStrings, "\"qe\"", "\"TD_QE \"", "\"QAE\"", "\"TDQE\"", "\"\"");
    add(cases, "version", Documents.NO_UINTS, "1", "3", "0");
    for (String path : List.of("issueDate", "nextUpdate", LEVEL + "tcbDate")) {
      add(cases, path, Documents.NO_DATES, "7", "null");
    }
    add(cases, "tcbEvaluationDataNumber", Documents.NO_UINTS);
    add(cases, "isvprodid", Documents.NO_UINTS);
    addHex(cases, "miscselect", 4);
    addHex(cases, "miscselectMask", 4);
    addHex(cases, "attributes", 16);
    addHex(cases, "attributesMask", 16);
    addHex(cases, "mrsigner", 32);
    add(cases, "tcbLevels", List.of("7", "null", "\"a\"", "{}", "[]", "[7]", "[[]]"));
    add(cases, LEVEL + "tcb", List.of("7", "null", "\"a\"", "[]"));
    add(cases, LEVEL + "tcb/isvsvn", Documents.NO_UINTS);
    add(
        cases,
        LEVEL + "tcbStatus",
        noStrings,
        "\"uptodate\"",
        "\"SWHardeningNeeded\"",
        "\"ConfigurationNeeded\"",
        "\"OutOfDateConfigurationNeeded\"",
        "\"\"");
    List<String> noStringArrays = List.of("null", "\"a\"", "{}", "[1]", "[\"a\",null]");
    noStringArrays.forEach(value -> cases.add(new Case(LEVEL + "advisoryIDs", value)));
    return cases.stream();
  }

  private static void addHex(List<Case> cases, String path, int bytes) {
    add(
        cases,
        path,
        List.of("7", "null", "\"\""),
        '"' + "0".repeat(2 * bytes - 1) + '"',
        '"' + "0".repeat(2 * bytes - 2) + '"',
        '"' + "0".repeat(2 * bytes + 2) + '"',
        '"' + "0".repeat(2 * bytes - 1) + "g\"");
  }

  private static void add(List<Case> cases, String path, List<String> values, String... more) {
    cases.add(new Case(path, null));
    values.forEach(value -> cases.add(new Case(path, value)));
    for (String value : more) {
      cases.add(new Case(path, value));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByName(Case spoilt) {
    String problem = refusalOfQeIdentity(spoilt.spoilt());
    String name = spoilt.path().substring(spoilt.path().lastIndexOf('/') + 1);
    assertTrue(problem.contains(name), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"QE", "QVE", "TD_QE"})
  void threeEnclavesAreKnown(String id) throws JsonFormatException {
    assertEquals(id, parseQeIdentity(qeIdentity().set("id", '"' + id + '"')).id().name());
  }

  @Test
  void unknownMembersAreIgnoredEverywhere() {
    for (String path : List.of("unknown", LEVEL + "unknown", LEVEL + "tcb/unknown")) {
      assertDoesNotThrow(() -> parseQeIdentity(qeIdentity().set(path, "[{\"id\":null},1e400]")));
    }
  }

  @Test
  void everyMemberIsReadFromItsOwnPlace() throws JsonFormatException {
    QeIdentity identity =
        parseQeIdentity(
            qeIdentity()
                .set("issueDate", "\"2026-05-04T03:02:01Z\"")
                .set("nextUpdate", "\"2026-07-08T09:10:11Z\"")
                .set("tcbEvaluationDataNumber", "77")
                .set("miscselect", "\"00000001\"")
                .set("miscselectMask", "\"00000002\"")
                .set("attributes", '"' + "03".repeat(16) + '"')
                .set("attributesMask", '"' + "04".repeat(16) + '"')
                .set("mrsigner", '"' + "05".repeat(32) + '"')
                .set("isvprodid", "4294967295"));
    assertEquals(Instant.parse("2026-05-04T03:02:01Z"), identity.issueDate());
    assertEquals(Instant.parse("2026-07-08T09:10:11Z"), identity.nextUpdate());
    assertEquals(77, identity.tcbEvaluationDataNumber());
    assertEquals("00000001", identity.miscSelect().toString());
    assertEquals("00000002", identity.miscSelectMask().toString());
    assertEquals("03".repeat(16), identity.attributes().toString());
    assertEquals("04".repeat(16), identity.attributesMask().toString());
    assertEquals("05".repeat(32), identity.mrSigner().toString());
    assertEquals(0xffffffffL, identity.isvProdId());
  }

  @Test
  void levelsComeHighestFirstAndOfOneSvnTheLatest() throws JsonFormatException {
    JsonDoc document = qeIdentity();
    document.append("tcbLevels", level(9, "2020-01-01", "OutOfDate"));
    document.append("tcbLevels", level(8, "2030-01-01", "Revoked"));
    QeIdentity identity = parseQeIdentity(document);
    assertEquals(
        List.of(9L, 8L, 8L, 6L, 3L), identity.levels().stream().map(QeLevel::isvSvn).toList());
    assertEquals(TcbStatus.REVOKED, identity.levelOf(8).orElseThrow().status(), "the latest date");
    assertEquals(9, identity.levelOf(65535).orElseThrow().isvSvn());
    assertEquals(Optional.empty(), identity.levelOf(2));
  }

  @Test
  void oneSvnOfOneDateTwiceIsRefused() {
    String again = qeIdentity().get("tcbLevels/0").replace("UpToDate", "OutOfDate");
    assertTrue(refusalOfQeIdentity(qeIdentity().append("tcbLevels", again)).contains("equal"));
  }

  private static String level(int svn, String day, String status) {
    return "{\"tcb\":{\"isvsvn\":%d},\"tcbDate\":\"%sT00:00:00Z\",\"tcbStatus\":\"%s\"}"
        .formatted(svn, day, status);
  }
}
