package io.github.quotary.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value set by name is read back, and no other value changes with it. */
class SettingsTest {
  /** Some values are parts of others, or follow them. */
  private static final Map<String, Set<String>> FOLLOWERS =
      Map.of(
          "quote.reportData", Set.of("td.REPORTDATA", "enclave.REPORTDATA"),
          "td.REPORTDATA", Set.of("quote.reportData"),
          "enclave.REPORTDATA", Set.of("quote.reportData"),
          "platform.sgxSvns", Set.of("platform.cpuSvn"));

  private static Map<String, String> values(Scenario scenario) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Section section : Settings.sections()) {
      for (Setting setting : section.settings()) {
        setting.valueIn(scenario).ifPresent(value -> values.put(setting.path(), value));
      }
    }
    return values;
  }

  static Stream<Arguments> readable() {
    return Stream.of(QuoteShape.V4_SGX, QuoteShape.V5_TDX_15_EX)
        .flatMap(
            shape ->
                values(Scenario.upToDate(shape)).entrySet().stream()
                    .map(entry -> Arguments.of(shape, entry.getKey(), entry.getValue())));
  }

  private static Scenario set(Scenario scenario, String path, String value) {
    return Settings.apply(
        scenario, Assignment.parse("--set", path.replace(".N", ".0") + "=" + value));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void theValueItHasChangesNothing(QuoteShape shape, String path, String value) {
    Scenario scenario = Scenario.upToDate(shape);
    assertEquals(values(scenario), values(set(scenario, path, value)));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void anotherValueChangesNothingElse(QuoteShape shape, String path, String value) {
    Scenario scenario = Scenario.upToDate(shape);
    String other = other(path, value);
    Scenario changed = set(scenario, path, other);
    Map<String, String> expected = values(scenario);
    Map<String, String> found = values(changed);
    assertEquals(isChoice(path) ? withoutLast(value) : other, found.get(path));
    Set<String> different = new TreeSet<>();
    for (Map.Entry<String, String> entry : found.entrySet()) {
      if (!entry.getValue().equals(expected.get(entry.getKey()))) {
        different.add(entry.getKey());
      }
    }
    different.remove(path);
    different.removeAll(FOLLOWERS.getOrDefault(path, Set.of()));
    different.removeIf(follower -> isBelow(path, follower) || followsACertificate(path, follower));
    assertEquals(Set.of(), different);
  }

  /** Another level is the first when a list is chosen anew. */
  private static boolean isBelow(String path, String follower) {
    return follower.startsWith(path + ".N");
  }

  /** A chain shows which certificates it is made of; the anchor is a root until it differs. */
  private static boolean followsACertificate(String path, String follower) {
    return path.startsWith("pki.") && follower.startsWith("pki.chain.");
  }

  /** Elements of a list are counted anew once some have gone. */
  private static boolean isChoice(String path) {
    return path.endsWith(".tcbLevels") || path.endsWith(".tdxModuleIdentities");
  }

  private static String withoutLast(String list) {
    return list.isEmpty() ? "" : list.substring(0, list.length() - 2);
  }

  /** A value of the same form. */
  private static String other(String path, String value) {
    if (isChoice(path)) {
      return value.isEmpty() ? "" : value.substring(2);
    }
    if (path.startsWith("pki.chain.")) {
      return "root";
    }
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "form" -> "absent";
      case "binding" -> "none";
      case "omitted" -> "authority-key-identifier,key-usage";
      case "revoked" -> "0a,0b";
      case "advisoryIDs" -> "INTEL-SA-00001,INTEL-SA-00002";
      case "presentedKey", "certificationData" -> "5a".repeat(64);
      case "dynamicPlatform", "cachedKeys", "smtEnabled", "authority", "authorityKeyIdentifier" ->
          value.equals("true") ? "false" : "true";
      default -> value.equals("none") ? other(path) : withOtherEnd(value);
    };
  }

  private static String other(String path) {
    return switch (path) {
      case "tcbInfo.fmspc" -> "00112233aabb";
      case "tcbInfo.pceId" -> "0102";
      default -> "other";
    };
  }

  private static String withOtherEnd(String value) {
    int last = value.endsWith("Z") ? value.length() - 2 : value.length() - 1;
    return value.substring(0, last)
        + (value.charAt(last) == '1' ? '0' : '1')
        + value.substring(last + 1);
  }

  private static void assertRefused(String assignment, String message) {
    InputException refused =
        assertThrows(
            InputException.class,
            () -> Settings.apply(Scenario.upToDate(), Assignment.parse("--set", assignment)),
            assignment);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform.pceSvn=-1 | '-1' is not a number from 0 to 65535",
        "platform.pceSvn=x | 'x' is not a number",
        "platform.pceSvn= | '' is not a number",
        "platform.ppid=zz | 'zz' is not 16 bytes in hex",
        "platform.fmspc=00112233445 | is not 6 bytes in hex",
        "platform.sgxSvns=1,2,3 | is not 16 numbers",
        "platform.sgxSvns=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,99999 | is not 16 numbers",
        "platform.dynamicPlatform=yes | is not true or false",
        "platform.form=round | is not one of five-entries",
        "at=soon | is not an instant",
        "at=2026-06-15T00:00:00.5Z | is not an instant on a whole second",
        "pki.pck.notAfter=2050-01-01T00:00:00Z | of the years 1950 to 2049",
        "pki.pck.serial=00 | is not a positive number",
        "pki.chain.QUOTE=pck,leaf | 'leaf' is not a certificate",
        "quote.bytes.631=0011 | header and body have only 632 bytes",
        "descriptor.bodySize=1 | only version 5 has a descriptor",
        "enclave.MRENCLAVE=00 | 32 bytes in hex",
        "tcbInfo.tcbLevels=0,7 | there is no number 7 of 7",
        "tcbInfo.tcbLevels.7.tcbStatus=x | there is no number 7 of 7",
        "tcbInfo.tcbLevels.tcbStatus=x | unknown field",
        "tcbInfo.tcbLevels.N.tcbStatus=x | unknown field",
        "tcbInfo.tcbLevels.99999999999.tcbStatus=x | unknown field",
        "tcbInfo.text=x | 'x' is not OLD=>NEW",
        "platform.pcSvn=7 | did you mean platform.pceSvn?",
        "=7 | takes FIELD=VALUE",
        "platform | takes FIELD=VALUE",
      })
  void whatCannotBeSetIsRefusedInOneLine(String assignment, String message) {
    assertRefused(assignment, message);
  }

  @Test
  void partsOfWhatADocumentLeavesOutAreRefused() {
    Scenario sgx = Scenario.upToDate(QuoteShape.V4_SGX);
    InputException refused =
        assertThrows(
            InputException.class, () -> set(sgx, "tcbInfo.tdxModule.attributes", "00".repeat(8)));
    assertEquals(
        "--set tcbInfo.tdxModule.attributes: this TCB information has no tdxModule",
        refused.getMessage());
  }

  @Test
  void namesAreReadWithoutRegardToCaseHyphensAndUnderscores() {
    String svn = "5a".repeat(16);
    Scenario expected = set(Scenario.upToDate(), "td.TEE_TCB_SVN", svn);
    assertEquals(
        expected, set(Scenario.upToDate(), "TD.teeTcbSvn", "0x" + svn.toUpperCase(Locale.ROOT)));
    assertNotEquals(Scenario.upToDate(), expected);
  }

  @Test
  void headerFieldsAreWrittenLowestByteFirst() {
    Scenario scenario = set(Scenario.upToDate(QuoteShape.V5_TDX_15), "header.teeType", "0x81");
    scenario = set(scenario, "descriptor.bodySize", "649");
    scenario = set(scenario, "quote.bytes.1", "ff");
    byte[] quote = Simulator.seeded(1).evidence(scenario).quote();
    assertEquals("05ff02008100000000000000", HexFormat.of().formatHex(quote, 0, 12));
    assertEquals("030089020000", HexFormat.of().formatHex(quote, 48, 54));
  }

  @Test
  void reportDataIsFilledUpWithZeros() {
    for (QuoteShape shape : List.of(QuoteShape.V3_SGX, QuoteShape.V4_TDX)) {
      Scenario scenario = set(Scenario.upToDate(shape), "quote.reportData", "0a0b");
      assertEquals("0a0b" + "00".repeat(62), values(scenario).get("quote.reportData"));
    }
  }

  @Test
  void aTextIsReplacedBeforeItIsSigned() {
    Scenario scenario = set(Scenario.upToDate(), "tcbInfo.text", "\"OutOfDate\"=>\"Revoked\"");
    Evidence evidence = Simulator.seeded(1).evidence(scenario);
    assertFalse(evidence.tcbInfo().contains("\"OutOfDate\""));
    assertNotEquals(
        Simulator.seeded(1).evidence(Scenario.upToDate()).tcbInfoSignature(),
        evidence.tcbInfoSignature());
  }
}
