package io.github.quotary.policy;

import static io.github.quotary.policy.PolicyFixture.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.status.TcbStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyJsonTest {
  private static final String MR = "ab".repeat(48);
  private static final String MR_32 = "cd".repeat(32);
  private static final String ID = "ef".repeat(16);

  /** A value for every rule. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("tee", "\"tdx\""),
          Map.entry("tcbStatus", "[\"UpToDate\", \"SWHardeningNeeded\"]"),
          Map.entry(
              "outOfDate", "{\"gracePeriod\": \"P90D\", \"since\": \"2026-02-11T00:00:00Z\"}"),
          Map.entry("advisoryIds", "[\"INTEL-SA-00615\"]"),
          Map.entry("refusedAdvisoryIds", "[\"INTEL-SA-00837\"]"),
          Map.entry("minTcbEvaluationDataNumber", "17"),
          Map.entry("minTcbDate", "\"2025-08-13T00:00:00Z\""),
          Map.entry("expired", "{\"gracePeriod\": \"P7D\"}"),
          Map.entry("fromTheFuture", "\"waived\""),
          Map.entry("debug", "\"waived\""),
          Map.entry("tdAttributes", "{\"mustBeSet\": [\"SEPT_VE_DISABLE\"], \"mayBeSet\": [27]}"),
          Map.entry("mrServiceTd", "[\"" + MR + "\"]"),
          Map.entry("xfam", "{\"mayBeSet\": \"e702060000000000\"}"),
          Map.entry("minTeeTcbSvn", "{\"moduleSvn\": 5, \"moduleVersion\": 1}"),
          Map.entry("mrSeam", "[\"" + MR + "\"]"),
          Map.entry("mrSignerSeam", "[\"" + MR + "\"]"),
          Map.entry("mrTd", "[\"" + MR + "\"]"),
          Map.entry("mrConfigId", "[\"" + MR + "\"]"),
          Map.entry("mrOwner", "[\"" + MR + "\"]"),
          Map.entry("mrOwnerConfig", "[\"" + MR + "\"]"),
          Map.entry("rtmr0", "[\"" + MR + "\"]"),
          Map.entry("rtmr1", "[\"" + MR + "\"]"),
          Map.entry("rtmr2", "[\"" + MR + "\"]"),
          Map.entry("rtmr3", "[\"" + MR + "\"]"),
          Map.entry("mrEnclave", "[\"" + MR_32 + "\"]"),
          Map.entry("mrSigner", "[\"" + MR_32 + "\"]"),
          Map.entry("isvProdId", "[1, 2]"),
          Map.entry("minIsvSvn", "3"),
          Map.entry("reportData", "{\"startsWith\": [\"" + MR_32 + "\", \"00\"]}"),
          Map.entry("qeVendorId", "[\"939a7233f79c4ca9940a0db3957f0607\"]"),
          Map.entry("minQeSvn", "8"),
          Map.entry("minPceSvn", "13"),
          Map.entry("seamAttributes", "[\"0000000000000000\"]"),
          Map.entry("fmspc", "[\"30a06d050000\"]"),
          Map.entry("ppid", "[\"" + ID + "\"]"),
          Map.entry("platformInstanceId", "[\"" + ID + "\"]"),
          Map.entry("identity", "\"waived\""),
          Map.entry("dynamicPlatform", "false"),
          Map.entry("cachedKeys", "true"),
          Map.entry("smtEnabled", "false"));

  @Test
  void everyRuleHasAJsonMember() {
    Set<String> rules = new HashSet<>();
    for (Rule rule : Rule.values()) {
      rules.add(rule.member());
    }
    assertEquals(rules, EXAMPLES.keySet());
    EXAMPLES.forEach(
        (name, value) -> {
          QuotePolicy policy = policy("{\"" + name + "\": " + value + "}");
          assertEquals(Set.of(name), policy.stated());
          assertEquals(policy, policy(policy.toJson()), name);
        });
  }

  @Test
  void aPolicyOfAllRulesIsReadBackAsItWas() {
    StringBuilder json = new StringBuilder("{\"$schema\": \"x\", \"description\": \"all\"");
    EXAMPLES.forEach((name, value) -> json.append(",\"").append(name).append("\":").append(value));
    QuotePolicy policy = policy(json.append('}').toString());
    assertEquals(policy, policy(policy.toJson()));
    assertEquals(policy, policy.toBuilder().build());
    assertEquals(
        Set.of(TcbStatus.UP_TO_DATE, TcbStatus.SW_HARDENING_NEEDED), policy.acceptedTcbStatuses());
    assertEquals(List.of("fromTheFuture", "debug", "identity"), policy.waived());
    assertEquals(Rule.values().length - 3, policy.expectations().size());
    assertEquals("nothing expired for longer than P7D", policy.expectations().get("expired"));
  }

  @Test
  void anEmptyPolicyIsTheStrictOne() {
    assertEquals(QuotePolicy.strict(), policy("{}"));
    assertEquals("{ }", QuotePolicy.strict().toJson());
    assertEquals(
        List.of(
            "tcbStatus",
            "expired",
            "fromTheFuture",
            "debug",
            "tdAttributes",
            "mrServiceTd",
            "identity"),
        List.copyOf(QuotePolicy.strict().expectations().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expired",
        "fromTheFuture",
        "debug",
        "tdAttributes",
        "mrServiceTd",
        "reportData",
        "identity"
      })
  void aCheckOfTheDefaultIsLeftOutByOneWord(String rule) {
    QuotePolicy policy = policy("{\"" + rule + "\": \"waived\"}");
    assertTrue(policy.waived().contains(rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"mrtd\": []} | at /mrtd, line 1: no rule has this name; write mrTd",
        "{\"rtmr_0\": []} | write rtmr0",
        "{\"rtmr4\": []} | at /rtmr4, line 1: no rule has this name; rules are tee, tcbStatus,",
        "{\"tcbStatus\": [\"UpToDate\", \"Outofdate\"]} | at /tcbStatus/1, line 1: 'Outofdate' is"
            + " not a TCB status; there are UpToDate, SWHardeningNeeded",
        "{\"tcbStatus\": [\"Revoked\"]} | at /tcbStatus, line 1: Revoked cannot be accepted",
        "{\"tcbStatus\": []} | name at least one",
        "{\"tcbStatus\": \"UpToDate\"} | 'UpToDate' is not an array; put it in [ ]",
        "{\"tcbStatus\": [\"UpToDate\", \"UpToDate\"]} | 'UpToDate' appears twice; remove one",
        "{\"tee\": \"TDX\"} | at /tee, line 1: 'TDX' is not a kind of quote; write tdx or sgx",
        "{\"tee\": \"tdx\", \"tee\": \"sgx\"} | line 1: member tee appears twice",
        "{\"expired\": {\"gracePeriod\": \"P1D\", \"gracePeriod\": \"P2D\"}} | member gracePeriod"
            + " appears twice",
        "{\"expired\": {}} | gracePeriod is missing; write",
        "{\"expired\": {\"gracePeriod\": \"7 days\"}} | at /expired/gracePeriod, line 1: '7 days'"
            + " is not a period; write P30D",
        "{\"expired\": {\"gracePeriod\": \"P99999999999999999999D\"}} | is not a period; write"
            + " P30D",
        "{\"expired\": {\"gracePeriod\": \"P-1D\"}} | 'P-1D' is not a period; write P30D",
        "{\"expired\": {\"gracePeriod\": \"P1D\", \"since\": \"2026-02-11T00:00:00Z\"}} | unknown"
            + " member since; the members are gracePeriod",
        "{\"expired\": true} | at /expired, line 1: true is not an object with a grace period",
        "{\"fromTheFuture\": \"allowed\"} | 'allowed' is not \"waived\"",
        "{\"debug\": {}} | an object is not \"waived\"",
        "{\"mrTd\": [\"abc\"]} | at /mrTd/0, line 1: 'abc' is not 96 hexadecimal digits",
        "{\"mrTd\": [\"0xabcd\"]} | '0xabcd' is not 96 hexadecimal digits, two for each byte; leave"
            + " 0x out",
        "{\"mrTd\": [\"abcd\"]} | 'abcd' is not 96 hexadecimal digits, two for each byte; it has 4",
        "{\"seamAttributes\": [\"00\"]} | '00' is not 16 hexadecimal digits",
        "{\"qeVendorId\": [\"\"]} | '' is not 32 hexadecimal digits",
        "{\"qeVendorId\": []} | at /qeVendorId, line 1: No value is accepted",
        "{\"minQeSvn\": 65536} | 65536 is not an integer from 0 to 65535",
        "{\"minPceSvn\": -1} | -1 is not an integer from 0 to 65535",
        "{\"mrTd\": []} | at /mrTd, line 1: No value is accepted; name at least one",
        "{\"ppid\": [1]} | at /ppid/0, line 1: 1 is not 32 hexadecimal digits",
        "{\"minTcbDate\": \"2026-02-30T00:00:00Z\"} | is not a time; write it like",
        "{\"minTcbDate\": \"+12026-02-20T00:00:00Z\"} | at /minTcbDate, line 1:"
            + " '+12026-02-20T00:00:00Z' is not a time; write it like",
        "{\"minTcbDate\": \"1970-01-01T00:00:00Z\"} | at /minTcbDate, line 1: minTcbDate"
            + " 1970-01-01T00:00:00Z is not in the years 2000 to 2099; check the year",
        "{\"minTcbDate\": \"2206-02-11T00:00:00Z\"} | is not in the years 2000 to 2099",
        "{\"minTcbDate\": \"2026-02-11\"} | '2026-02-11' has no time of day; write"
            + " 2026-02-11T00:00:00Z",
        "{\"minTcbDate\": \"2026-13-01\"} | '2026-13-01' is not a date of the calendar",
        "{\"reportData\": {\"startsWith\": \"00\\n\"}} | has white space around it; leave it out",
        "{\"outOfDate\": {\"gracePeriod\": \"P1D\"}, \"tcbStatus\": [\"OutOfDate\"]} | tcbStatus"
            + " accepts OutOfDate of any age, and outOfDate for a while",
        "{\"minTcbDate\": \"2026-02-11T01:00:00+01:00\"} | is not a time; write it like",
        "{\"minTcbDate\": \"\"} | '' is not a time",
        "{\"outOfDate\": {\"gracePeriod\": \"P1D\", \"since\": \"0226-02-11T00:00:00Z\"}} | since"
            + " 0226-02-11T00:00:00Z is not in the years 2000 to 2099",
        "{\"outOfDate\": {\"gracePeriod\": \"p1d\"}} | 'p1d' is not a period; write P30D",
        "{\"outOfDate\": {\"gracePeriod\": \"P2DT-1H\"}} | 'P2DT-1H' is not a period; write P30D",
        "{\"outOfDate\": {\"gracePeriod\": \"P36501D\"}} | 0 to 36500 days",
        "{\"minTcbEvaluationDataNumber\": 4294967296} | 4294967296 is not an integer from 0 to"
            + " 4294967295",
        "{\"minTcbEvaluationDataNumber\": 99999999999999999999} | is not an integer",
        "{\"minTcbEvaluationDataNumber\": 1.0} | 1.0 is not an integer",
        "{\"minTcbEvaluationDataNumber\": \"17\"} | '17' is not an integer",
        "{\"minTeeTcbSvn\": {\"moduleSVN\": 1}} | unknown member moduleSVN; the members are"
            + " moduleSvn, moduleVersion, seamLoaderSvn",
        "{\"minTeeTcbSvn\": {}} | No part is named",
        "{\"xfam\": {\"mustBeSet\": [\"AMX\"]}} | at /xfam/mustBeSet/0, line 1: 'AMX' is the name"
            + " of no bit; there are X87, SSE,",
        "{\"xfam\": {\"mustBeSet\": [64]}} | 64 is not an integer from 0 to 63",
        "{\"xfam\": {\"mask\": []}} | unknown member mask; the members are mustBeSet, mayBeSet",
        "{\"reportData\": {}} | at /reportData, line 1: write exactly one of exact, startsWith and"
            + " paddedWithZeros",
        "{\"reportData\": {\"startsWith\": \"00\", \"paddedWithZeros\": \"00\"}} | write exactly"
            + " one of",
        "{\"reportData\": {\"prefix\": \"c0ffee\"}} | at /reportData/prefix, line 1: prefix does"
            + " not say what follows it; write paddedWithZeros if zeros must follow (which is what"
            + " prefix meant), or startsWith if anything can",
        "{\"reportData\": {\"begins\": \"00\"}} | unknown member begins; the members are exact,"
            + " startsWith, paddedWithZeros",
        "{\"reportData\": {\"exact\": []}} | at /reportData/exact, line 1: No report data is"
            + " accepted; name at least one value",
        "{\"reportData\": {\"exact\": [\"00\"]}} | at /reportData/exact/0, line 1: '00' is not 128"
            + " hexadecimal digits",
        "{\"reportData\": {\"startsWith\": [\"0A\", \"0a\"]}} | '0a' appears twice; remove one",
        "{\"reportData\": {\"exact\": \"00\"}} | '00' is not 128 hexadecimal digits",
        "{\"reportData\": {\"paddedWithZeros\": \"\"}} | '' is not 2 to 128 hexadecimal digits",
        "{\"reportData\": \"any\"} | write {\"exact\": ...}, {\"startsWith\": ...},"
            + " {\"paddedWithZeros\": ...} or \"waived\"",
        "{\"refusedAdvisoryIds\": []} | No advisory id is named",
        "{\"advisoryIds\": [\" \"]} | at /advisoryIds, line 1: ' ' is not an advisory id; write"
            + " INTEL-SA-00615 or INTEL-DOC-10000, with five digits",
        "{\"advisoryIds\": [\"\"]} | '' is not an advisory id; write INTEL-SA-00615 or",
        "{\"advisoryIds\": [\"intel-sa-00289\"]} | at /advisoryIds, line 1: 'intel-sa-00289' is not"
            + " an advisory id; write INTEL-SA-00289",
        "{\"refusedAdvisoryIds\": [\"INTEL-SA-289\"]} | at /refusedAdvisoryIds, line 1:"
            + " 'INTEL-SA-289' is not an advisory id; write INTEL-SA-00289",
        "{\"refusedAdvisoryIds\": [\"INTEL-SA-00289 \"]} | 'INTEL-SA-00289 ' is not an advisory id;"
            + " write INTEL-SA-00289",
        "{\"refusedAdvisoryIds\": [\"SA 00289\"]} | 'SA 00289' is not an advisory id; write"
            + " INTEL-SA-00289",
        "{\"refusedAdvisoryIds\": [\"INTEL-SA-0000289\"]} | write INTEL-SA-00289",
        "{\"refusedAdvisoryIds\": [\"INTEL_DOC_10000\"]} | write INTEL-DOC-10000",
        "{\"refusedAdvisoryIds\": [\"CVE-2024-21801\"]} | 'CVE-2024-21801' is not an advisory id;"
            + " write INTEL-SA-00615 or",
        "{\"refusedAdvisoryIds\": [\"INTEL-SA-00289\\u0000\"]} | 'INTEL-SA-00289<U+0000>' is not an"
            + " advisory id; write",
        "{\"tee\": \"tdx\\u0000\"} | 'tdx<U+0000>' is not a kind of quote",
        "{\"tcbStatus\": [\"UpToDate\\u200b\"]} | 'UpToDate<U+200B>' is not a TCB status",
        "{\"tcbStatus\": [\"\\u001b[2J\"]} | '<U+001B>[2J' is not a TCB status",
        "{\"\\u001b[2J\": 1} | at /<U+001B>[2J, line 1: no rule has this name",
        "{\"xfam\": {\"a\\u0007\": 1}} | at /xfam/a<U+0007>, line 1: unknown member a<U+0007>;",
        "{\"smtEnabled\": \"false\"} | 'false' is neither true nor false",
        "{\"description\": 1} | 1 is not a text",
        "[] | an array is not a policy; write an object",
        "{} {} | something follows the object",
        "{\"tee\": \"tdx\" | line 1: it ends too early",
        "{tee: 1} | not valid JSON, line 1",
      })
  void aMistakeIsShownWithItsPlaceAndARemedy(String json, String message) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> policy(json));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }

  @Test
  void theLineIsThatOfTheMistake() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> policy("{\n  \"tee\": \"tdx\",\n  \"mrTd\": [\n    \"00\"\n  ]\n}\n"));
    assertTrue(e.getMessage().startsWith("The policy at /mrTd/0, line 4: "), e.getMessage());
  }

  @Test
  void whatIsNoPolicyOfUsableSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> QuotePolicy.fromJson(new byte[0]));
    byte[] large = (" ".repeat(1 << 20) + "{}").getBytes(StandardCharsets.US_ASCII);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> QuotePolicy.fromJson(large));
    assertTrue(e.getMessage().contains("at most 1048576 bytes"), e.getMessage());
    String deep = "{\"mrTd\": " + "[".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> policy(deep));
  }

  @Test
  void aPeriodOfAnyLengthIsRefused() {
    String json = "{\"expired\": {\"gracePeriod\": \"PT" + "1H".repeat(100_000) + "\"}}";
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> policy(json));
    assertTrue(e.getMessage().contains("is not a period"), e.getMessage());
  }
}
