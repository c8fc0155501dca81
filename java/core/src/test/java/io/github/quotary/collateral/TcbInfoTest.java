package io.github.quotary.collateral;

import static io.github.quotary.collateral.Documents.parseTcbInfo;
import static io.github.quotary.collateral.Documents.sgxTcbInfoV2;
import static io.github.quotary.collateral.Documents.tdxTcbInfo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.fixture.JsonDoc;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read out of a TCB info, and in which order its levels come. */
class TcbInfoTest {
  @Test
  void everyMemberIsReadFromItsOwnPlace() throws JsonFormatException {
    JsonDoc document =
        tdxTcbInfo()
            .set("issueDate", "\"2026-05-04T03:02:01Z\"")
            .set("nextUpdate", "\"2026-07-08T09:10:11Z\"")
            .set("fmspc", "\"0A1b2C3d4E5f\"")
            .set("pceId", "\"0102\"")
            .set("tcbEvaluationDataNumber", "77")
            .set("tdxModule/mrsigner", '"' + "a1".repeat(48) + '"')
            .set("tdxModule/attributes", '"' + "a2".repeat(8) + '"')
            .set("tdxModule/attributesMask", '"' + "a3".repeat(8) + '"')
            .set("tdxModuleIdentities/0/mrsigner", '"' + "b1".repeat(48) + '"')
            .set("tdxModuleIdentities/0/attributes", '"' + "b2".repeat(8) + '"')
            .set("tdxModuleIdentities/0/attributesMask", '"' + "b3".repeat(8) + '"');
    TcbInfo info = parseTcbInfo(document);
    assertEquals(3, info.version());
    assertEquals(TeeType.TDX, info.teeType());
    assertEquals(Instant.parse("2026-05-04T03:02:01Z"), info.issueDate());
    assertEquals(Instant.parse("2026-07-08T09:10:11Z"), info.nextUpdate());
    assertEquals("0a1b2c3d4e5f", info.fmspc().toString());
    assertEquals("0102", info.pceId().toString());
    assertEquals(77, info.tcbEvaluationDataNumber());
    assertEquals(module("a"), info.tdxModule().orElseThrow());
    assertEquals(module("b"), info.tdxModuleIdentity(3).orElseThrow().module());
    assertTrue(info.tdxModuleIdentity(1).isPresent());
    assertEquals(Optional.empty(), info.tdxModuleIdentity(2));
  }

  private static TdxModule module(String digit) {
    return new TdxModule(
        Measurement.fromHex((digit + "1").repeat(48)),
        Measurement.fromHex((digit + "2").repeat(8)),
        Measurement.fromHex((digit + "3").repeat(8)));
  }

  @Test
  void aLevelIsReadFromItsOwnPlace() throws JsonFormatException {
    JsonDoc document = tdxTcbInfo();
    IntStream.range(0, 16)
        .forEach(
            i ->
                document
                    .set("tcbLevels/0/tcb/sgxtcbcomponents/" + i + "/svn", "" + (200 + i))
                    .set("tcbLevels/0/tcb/tdxtcbcomponents/" + i + "/svn", "" + (100 + i)));
    document
        .set("tcbLevels/0/tcb/pcesvn", "4294967295")
        .set("tcbLevels/0/tcbDate", "\"2020-01-02T03:04:05Z\"")
        .set("tcbLevels/0/tcbStatus", "\"ConfigurationNeeded\"")
        .set("tcbLevels/0/advisoryIDs", "[\"INTEL-SA-00002\",\"INTEL-SA-00001\"]");
    TcbLevel level = parseTcbInfo(document).levels().get(0);
    assertEquals(
        "200 201 202 203 204 205 206 207 208 209 210 211 212 213 214 215",
        level.sgxComponents().toString());
    assertEquals(
        "100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115",
        level.tdxComponents().orElseThrow().toString());
    assertEquals(0xffffffffL, level.pceSvn());
    assertEquals(Instant.parse("2020-01-02T03:04:05Z"), level.tcbDate());
    assertEquals(TcbStatus.CONFIGURATION_NEEDED, level.status());
    assertEquals(List.of("INTEL-SA-00002", "INTEL-SA-00001"), level.advisoryIds());
  }

  @Test
  void versionTwoNumbersItsComponents() throws JsonFormatException {
    JsonDoc document = sgxTcbInfoV2();
    IntStream.rangeClosed(1, 16)
        .forEach(
            i ->
                document.set(
                    "tcbLevels/0/tcb/sgxtcbcomp" + (i < 10 ? "0" : "") + i + "svn",
                    "" + (100 + i)));
    TcbInfo info = parseTcbInfo(document);
    assertEquals(2, info.version());
    assertEquals(TeeType.SGX, info.teeType());
    assertEquals(
        "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116",
        info.levels().get(0).sgxComponents().toString());
    assertEquals(Optional.empty(), info.levels().get(0).tdxComponents());
    assertEquals(Optional.empty(), info.tdxModule());
  }

  /** Intel keeps levels in a sorted set: whoever takes the first match in order goes astray. */
  @Test
  void levelsComeHighestFirstWhateverTheirOrderInTheDocument() throws JsonFormatException {
    List<String> levels = new ArrayList<>();
    for (String svns : List.of("5 0 13 0", "5 0 12 9", "5 0 12 2", "4 255 99 0", "4 7 99 0")) {
      String[] part = svns.split(" ");
      levels.add(
          JsonDoc.of(tdxTcbInfo().get("tcbLevels/0"))
              .set("tcb/sgxtcbcomponents/0/svn", part[0])
              .set("tcb/sgxtcbcomponents/1/svn", part[1])
              .set("tcb/pcesvn", part[2])
              .set("tcb/tdxtcbcomponents/15/svn", part[3])
              .set("advisoryIDs", "[\"" + svns + "\"]")
              .toString());
    }
    List<List<String>> expected =
        List.of(
            List.of("5 0 13 0"),
            List.of("5 0 12 9"),
            List.of("5 0 12 2"),
            List.of("4 255 99 0"),
            List.of("4 7 99 0"));
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(levels, new Random(seed));
      TcbInfo info =
          parseTcbInfo(tdxTcbInfo().set("tcbLevels", "[" + String.join(",", levels) + "]"));
      assertEquals(expected, info.levels().stream().map(TcbLevel::advisoryIds).toList());
    }
  }

  @Test
  void moduleLevelsComeHighestFirst() throws JsonFormatException {
    JsonDoc document = tdxTcbInfo();
    String levels = "tdxModuleIdentities/0/tcbLevels";
    document.append(levels, document.get(levels + "/0").replace("\"isvsvn\":6", "\"isvsvn\":300"));
    TdxModuleIdentity identity = parseTcbInfo(document).tdxModuleIdentity(3).orElseThrow();
    assertEquals(
        List.of(300, 6, 4, 2), identity.levels().stream().map(TdxModuleLevel::isvSvn).toList());
    assertEquals(6, identity.levelOf(255).orElseThrow().isvSvn());
    assertEquals(4, identity.levelOf(5).orElseThrow().isvSvn());
    assertEquals(Optional.empty(), identity.levelOf(1));
  }

  @Test
  void listsCannotBeChanged() throws JsonFormatException {
    TcbInfo info = parseTcbInfo(tdxTcbInfo());
    assertThrows(UnsupportedOperationException.class, () -> info.levels().remove(0));
    assertThrows(
        UnsupportedOperationException.class, () -> info.levels().get(0).advisoryIds().add("a"));
    assertThrows(UnsupportedOperationException.class, () -> info.tdxModuleIdentities().remove(0));
  }
}
