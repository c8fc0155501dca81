package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** dstack's JSON format: what is read, what is recomputed, and what is refused. */
class RuntimeEventLogTest {
  private static final byte[] DIGEST = Replays.sha384(new byte[] {1});
  private static final String D = HexFormat.of().formatHex(DIGEST);
  private static final byte[] DEADBEEF = HexFormat.of().parseHex("deadbeef");
  private static final String V1_APP_ID =
      "67b4be4efed0893cfa2bb1d35dca209ad8348b4c97f980807bcde8b9a0f26398"
          + "dd0923d6eccb5aa2096d98046da8740f";
  private static final String V2_APP_ID =
      "baf3bcd15a9ffbd5d96a054080db0d029d44a88cdb7ea9f9ca5953bf7a1d8d91"
          + "f9a16c6de05de1034f41295e8cec53dc";
  private static final String V2_TEXT =
      "{\"name\":\"app-id\",\"payload\":\"deadbeef\",\"type\":134217729}";

  @Test
  void readsBootEventsAsTheyStand() {
    String json = new JsonLog().event(1, 0x80000007L, DIGEST, "a name", DEADBEEF).toString();
    BootEvent event = (BootEvent) JsonLog.parse(" \n" + json + " ").event(0);
    assertEquals(0, event.index());
    assertEquals(3, event.offset());
    assertEquals(Optional.of(Rtmr.RTMR1), event.register());
    assertEquals(EventType.EFI_ACTION, event.type());
    assertEquals(Measurement.of(DIGEST), event.digest());
    assertEquals("a name", event.claimedName());
    assertEquals(ByteBuffer.wrap(DEADBEEF), event.unprovenPayload());
  }

  @Test
  void recomputesDigestsOfVersion1() {
    RuntimeEvent event = (RuntimeEvent) new JsonLog().runtime("app-id", DEADBEEF).parse().event(0);
    assertEquals(V1_APP_ID, event.digest().toString());
    assertEquals(Optional.of(event.digest()), event.statedDigest());
    assertEquals(
        "1a76b2a80a0be71eae59f80945d876351a7a3fb8e9fd1ff1cede5734aa84ea11"
            + "fd72b4edfbb6f04e5a85edd114c751bd",
        new JsonLog().runtime("system-ready", "").parse().event(0).digest().toString());
  }

  @Test
  void recomputesDigestsThatAreLeftOut() {
    for (String digest : List.of("\"digest\":\"\",", "")) {
      RuntimeEvent event =
          (RuntimeEvent)
              new JsonLog()
                  .raw(
                      "{\"imr\":3,\"event_type\":134217729,"
                          + digest
                          + "\"event\":\"app-id\",\"event_payload\":\"deadbeef\"}")
                  .parse()
                  .event(0);
      assertEquals(V1_APP_ID, event.digest().toString());
      assertEquals(Optional.empty(), event.statedDigest());
    }
  }

  @Test
  void recomputesDigestsOfVersion2() {
    String text = V2_TEXT.replace("\"", "\\\"");
    String hex = HexFormat.of().formatHex(V2_TEXT.getBytes(StandardCharsets.UTF_8));
    for (String preimage : List.of(text, hex)) {
      RuntimeEventLog log = version2("app-id", "DEADBEEF", V2_APP_ID, preimage);
      RuntimeEvent event = (RuntimeEvent) log.event(0);
      assertEquals(DigestVersion.V2, event.version());
      assertEquals(V2_APP_ID, event.digest().toString());
      assertTrue(RtmrReplay.of(log).contradictions().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"app-ie,deadbeef", "app-id,deadbeee"})
  void noticesThatAVersion2PreimageIsAnothers(String name, String payload) {
    String preimage = V2_TEXT.replace("\"", "\\\"");
    RtmrReplay replay = RtmrReplay.of(version2(name, payload, "", preimage));
    Divergence found = replay.contradictions().get(Rtmr.RTMR3);
    assertEquals(Divergence.Kind.DIGEST_CONTRADICTED, found.kind());
    assertTrue(found.detail().contains("preimage"), found.detail());
  }

  @Test
  void noticesThatAVersion1PreimageIsAnothers() {
    RuntimeEventLog log =
        new JsonLog()
            .raw(
                "{\"imr\":3,\"event_type\":134217729,\"event\":\"app-id\","
                    + "\"event_payload\":\"deadbeef\",\"preimage\":\"010000083a6170\"}")
            .parse();
    assertTrue(RtmrReplay.of(log).contradictions().containsKey(Rtmr.RTMR3));
  }

  private static RuntimeEventLog version2(
      String name, String payload, String digest, String preimage) {
    return new JsonLog()
        .raw(
            "{\"imr\":3,\"event_type\":134217729,\"digest\":\"%s\",\"event\":\"%s\","
                    .formatted(digest, name)
                + "\"event_payload\":\"%s\",\"version\":2,\"preimage\":\"%s\"}"
                    .formatted(payload, preimage))
        .parse();
  }

  @Test
  void writesCanonicalJsonAsRfc8785Has() {
    assertEquals(
        "{\"name\":\"\\b\\f\\n\\r\\t\\u0001\\u001f \\\"\\\\/\u007f\u00e9\ud83e\udd80\","
            + "\"payload\":\"00ff\",\"type\":134217729}",
        new String(
            CanonicalText.of(
                "\b\f\n\r\t\u0001\u001f \"\\/\u007f\u00e9\ud83e\udd80",
                ByteBuffer.wrap(new byte[] {0, -1})),
            StandardCharsets.UTF_8));
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertEquals(
        1,
        JsonLog.parse(
                "[{\"future\":{\"a\":[[[1]]]},\"imr\":0,\"event_type\":4,\"digest\":\""
                    + D
                    + "\",\"preimage\":null,\"version\":null}]")
            .size());
  }

  /** Tools write what is not there as null, and some prefix hexadecimal. */
  @Test
  void readsNullAsAbsentAndAnyHexadecimal() {
    String log = new JsonLog().event(0, 4, DIGEST, "", DEADBEEF).toString();
    for (String digest : new String[] {"0x" + D, "0X" + D.toUpperCase(Locale.ROOT)}) {
      assertEquals(Measurement.of(DIGEST), JsonLog.parse(log.replace(D, digest)).event(0).digest());
    }
    assertEquals(
        0,
        ((BootEvent) JsonLog.parse(log.replace("\"deadbeef\"", "null")).event(0))
            .unprovenPayload()
            .remaining());
    String runtime = "[{\"imr\":3,\"event_type\":134217729,\"event\":\"x\"";
    assertEquals(
        JsonLog.parse(runtime + "}]").event(0).digest(),
        JsonLog.parse(runtime + ",\"digest\":null,\"event_payload\":null}]").event(0).digest());
  }

  @Test
  void copiesWhatItReads() {
    byte[] json =
        new JsonLog().event(0, 4, DIGEST, "", DEADBEEF).toString().getBytes(StandardCharsets.UTF_8);
    RuntimeEventLog log = RuntimeEventLog.parse(ByteBuffer.wrap(json).asReadOnlyBuffer());
    java.util.Arrays.fill(json, (byte) 0);
    assertEquals(ByteBuffer.wrap(DEADBEEF), ((BootEvent) log.event(0)).unprovenPayload());
  }

  static Stream<Arguments> faults() {
    String good = new JsonLog().event(0, 4, DIGEST, "", DEADBEEF).toString();
    String one = good.substring(1, good.length() - 1);
    return Stream.of(
        Arguments.of("", -1, "no JSON array"),
        Arguments.of("{}", -1, "no JSON array"),
        Arguments.of("\ufeff[]", -1, "no JSON array"),
        Arguments.of("[", 0, "the log ends here"),
        Arguments.of("[\0", -1, "NUL"),
        Arguments.of("[] []", -1, "something follows"),
        Arguments.of("[1]", 0, "no JSON object"),
        Arguments.of("[null]", 0, "no JSON object"),
        Arguments.of("[" + one + ",[]]", 1, "no JSON object"),
        Arguments.of("[" + one + "," + one, 2, "the log ends here"),
        Arguments.of(good.substring(0, good.length() - 3), 0, "the log ends here"),
        Arguments.of("[" + one + ",]", 1, "not strict JSON"),
        Arguments.of("[{'imr':0}]", 0, "not strict JSON"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":0,\"imr\":0"), 0, "not strict JSON"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":0,\"im\\u0072\":1"), 0, "not strict JSON"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":\"0\""), 0, "imr is not an integer"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":0.0"), 0, "imr is not an integer"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":-1"), 0, "imr is not an integer"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":4"), 0, "unknown register"),
        Arguments.of(good.replace("\"imr\":0", "\"imr\":4294967296"), 0, "unknown register"),
        Arguments.of(good.replace("\"imr\":0,", ""), 0, "member imr is missing"),
        Arguments.of(good.replace(":4,", ":4294967296,"), 0, "has not 32 bits"),
        Arguments.of(
            good.replace(":4,", ":99999999999999999999,"), 0, "event_type is not an integer"),
        Arguments.of(good.replace("\"event_type\":4,", ""), 0, "event_type is missing"),
        Arguments.of(good.replace(D, ""), 0, "digest has 0 bytes"),
        Arguments.of(good.replace(D, D.substring(2)), 0, "digest has 47 bytes"),
        Arguments.of(good.replace(D, D + "00"), 0, "digest has 49 bytes"),
        Arguments.of(good.replace(D, D.substring(1)), 0, "odd number of its 95 digits"),
        Arguments.of(good.replace(D, "0x0x" + D), 0, "digest is not hexadecimal"),
        Arguments.of(good.replace("\"" + D + "\"", "true"), 0, "digest is not a string"),
        Arguments.of(good.replace("deadbeef", "deadbee"), 0, "event_payload is not hexadecimal"),
        Arguments.of(good.replace("\"event\":\"\"", "\"event\":7"), 0, "event is not a string"),
        Arguments.of(good.replace("\"event\":\"\"", "\"event\":\"\\ud800\""), 0, "lone surrogate"),
        Arguments.of(
            "[{\"imr\":3,\"event_type\":134217729,\"digest\":\"00\"}]", 0, "digest has 1 bytes"),
        Arguments.of(
            "[{\"imr\":3,\"event_type\":134217729,\"version\":3}]", 0, "version 3 is not known"),
        Arguments.of(
            "[{\"imr\":3,\"event_type\":134217729,\"version\":2}]", 0, "needs its preimage"),
        Arguments.of(
            "[{\"imr\":0,\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]",
            0,
            "not strict JSON"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void refuses(String json, int event, String problem) {
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, () -> JsonLog.parse(json));
    assertEquals(event, refusal.eventIndex(), refusal.getMessage());
    assertTrue(refusal.problem().contains(problem), refusal.getMessage());
  }

  @Test
  void refusesOtherEncodings() {
    for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      ByteBuffer json = ByteBuffer.wrap("[{\"imr\":0}]".getBytes(encoding));
      assertThrows(EventLogFormatException.class, () -> RuntimeEventLog.parse(json));
    }
  }

  @Test
  void namesTheEventAndByteOfAFault() {
    String good = new JsonLog().event(0, 4, DIGEST, "", DEADBEEF).toString();
    String one = good.substring(1, good.length() - 1);
    EventLogFormatException refusal =
        assertThrows(
            EventLogFormatException.class,
            () -> JsonLog.parse("[" + one + ", " + one.replace("\"imr\":0", "\"imr\":9") + "]"));
    assertEquals(1, refusal.eventIndex());
    assertEquals(1 + one.length() + 2, refusal.offset());
    assertEquals(
        "Event 1 (at byte %d): unknown register: imr is 9, not 0 to 3"
            .formatted(1 + one.length() + 2),
        refusal.getMessage());
  }

  @Test
  void namesTheByteOfAFaultOutsideOfEvents() {
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, () -> JsonLog.parse(" \n[\0"));
    assertEquals(3, refusal.offset());
    assertEquals(
        "the log has a NUL byte; its encoding must be UTF-8 (at byte 3)", refusal.getMessage());
  }

  /** A lenient reader takes c1 a1 for the letter a, which is another name than was hashed. */
  @Test
  void refusesALetterInMoreBytesThanItNeeds() {
    byte[] json = new JsonLog().runtime("??", "").toString().getBytes(StandardCharsets.ISO_8859_1);
    int at = new String(json, StandardCharsets.ISO_8859_1).indexOf("??");
    json[at] = (byte) 0xc1;
    json[at + 1] = (byte) 0xa1;
    EventLogFormatException refusal =
        assertThrows(
            EventLogFormatException.class, () -> RuntimeEventLog.parse(ByteBuffer.wrap(json)));
    assertEquals(
        "not strict JSON: byte " + at + " is not UTF-8; save it as UTF-8", refusal.problem());
  }

  @ParameterizedTest
  @CsvSource({"0,EV_PREBOOT_CERT", "4294967295,0xffffffff"})
  void readsTheFirstAndTheLastEventType(long type, String name) {
    RuntimeEventLog log = new JsonLog().event(0, type, DIGEST, "", DEADBEEF).parse();
    assertEquals(name, log.event(0).type().toString());
  }

  @Test
  void refusesMoreEventsThanItReads() {
    String one = "{\"imr\":3,\"event_type\":134217729}";
    String json = "[" + (one + ",").repeat(RuntimeEventLog.MAX_EVENTS) + one + "]";
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, () -> JsonLog.parse(json));
    assertEquals(RuntimeEventLog.MAX_EVENTS, refusal.eventIndex());
    assertEquals(1 + (one.length() + 1L) * RuntimeEventLog.MAX_EVENTS, refusal.offset());
  }

  @Test
  void readsAsManyBytesAsItMay() {
    byte[] json = new byte[RuntimeEventLog.MAX_BYTES];
    java.util.Arrays.fill(json, (byte) ' ');
    json[0] = '[';
    json[json.length - 1] = ']';
    assertEquals(0, RuntimeEventLog.parse(ByteBuffer.wrap(json)).size());
  }

  @Test
  void refusesMoreBytesThanItReads() {
    byte[] json = new byte[RuntimeEventLog.MAX_BYTES + 1];
    java.util.Arrays.fill(json, (byte) ' ');
    json[0] = '[';
    json[1] = ']';
    EventLogFormatException refusal =
        assertThrows(
            EventLogFormatException.class, () -> RuntimeEventLog.parse(ByteBuffer.wrap(json)));
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
  }

  @Test
  void takesEntriesOfOtherFormats() {
    RuntimeLogEntry entry =
        new RuntimeLogEntry(
            77,
            3,
            EventType.DSTACK_RUNTIME.code(),
            ByteBuffer.allocate(0),
            "app-id",
            ByteBuffer.wrap(
                new byte[] {0, (byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef}, 1, 4),
            1,
            Optional.empty());
    Event event = RuntimeEventLog.of(List.of(entry)).event(0);
    assertEquals(V1_APP_ID, event.digest().toString());
    assertEquals(77, event.offset());
  }
}
