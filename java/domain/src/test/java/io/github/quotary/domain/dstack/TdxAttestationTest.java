package io.github.quotary.domain.dstack;

import static io.github.quotary.domain.dstack.Packed.map;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.Rtmr;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeLogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versioned attestations, both forms, and what is wrong with others. */
class TdxAttestationTest {
  private static final byte[] REPORT_DATA = Workload.filled(64, 5);
  private static final String CONFIG = "{\"memory_size\":1}";
  private static final Workload WORKLOAD = Workload.up().reportData(REPORT_DATA);

  private static AttestationDecoding decode(byte[] bytes) {
    return TdxAttestation.decode(ByteBuffer.wrap(bytes));
  }

  private static TdxAttestation decoded(byte[] bytes) {
    return assertInstanceOf(AttestationDecoding.Decoded.class, decode(bytes)).attestation();
  }

  private static AttestationDecoding.Malformed malformed(byte[] bytes) {
    return assertInstanceOf(AttestationDecoding.Malformed.class, decode(bytes));
  }

  private static void assertProves(TdxAttestation attestation, int version) {
    assertEquals(version, attestation.version());
    TdReport report = (TdReport) Quote.parse(attestation.quote()).body();
    assertTrue(attestation.statesReportDataOf(report));
    assertEquals(CONFIG, attestation.config());
    var comparison = RtmrReplay.of(attestation.eventLog()).compareUnverified(report);
    assertTrue(comparison.matches(Rtmr.RTMR3));
    assertInstanceOf(Reading.Read.class, SystemEvents.read(comparison));
  }

  private static byte[] scale() {
    return Packed.scale(WORKLOAD, WORKLOAD.entries(), REPORT_DATA, CONFIG);
  }

  private static Map<String, Object> packed() {
    List<Object> log = new ArrayList<>();
    List<Object> runtime = new ArrayList<>();
    for (RuntimeLogEntry entry : WORKLOAD.entries()) {
      byte[] payload = Packed.bytes(entry.eventPayload());
      log.add(
          map(
              "imr", entry.imr(),
              "event_type", entry.eventType(),
              "digest", Packed.bytes(entry.digest()),
              "event", entry.event(),
              "event_payload", payload,
              "preimage", null));
      runtime.add(map("event", entry.event(), "payload", payload));
    }
    return map(
        "version",
        1L,
        "platform",
        map("kind", "tdx", "data", map("quote", WORKLOAD.quote(), "event_log", log)),
        "stack",
        map(
            "kind",
            "dstack-pod",
            "data",
            map(
                "report_data",
                REPORT_DATA,
                "runtime_events",
                runtime,
                "config",
                CONFIG,
                "report_data_payload",
                "payload")));
  }

  private static byte[] pack(Object value) {
    return new Packed().value(value).bytes();
  }

  /** Replaces a member somewhere below. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> with(Object value, String... pathAndName) {
    Map<String, Object> root = packed();
    Map<String, Object> at = root;
    for (int i = 0; i < pathAndName.length - 1; i++) {
      at = (Map<String, Object>) at.get(pathAndName[i]);
    }
    at.put(pathAndName[pathAndName.length - 1], value);
    return root;
  }

  @Test
  void bothFormsAreRead() {
    assertProves(decoded(scale()), 0);
    TdxAttestation packed = decoded(pack(packed()));
    assertProves(packed, 1);
    assertEquals("dstack-pod", packed.stack());
    assertEquals(Optional.of("payload"), packed.reportDataPayload());
  }

  @Test
  void membersInAnyOrderAndUnknownOnes() {
    Map<String, Object> root = packed();
    Map<String, Object> platform = map("data", null, "future", List.of(1L, map("a", "b")));
    @SuppressWarnings("unchecked")
    Map<String, Object> old = (Map<String, Object>) root.get("platform");
    platform.put("data", old.get("data"));
    platform.put("kind", "tdx");
    assertProves(
        decoded(
            pack(map("stack", root.get("stack"), "more", 7L, "platform", platform, "version", 1L))),
        1);
  }

  @Test
  void theLogMayLackRuntimeEventsButNotHaveOthers() {
    List<RuntimeLogEntry> none = List.of();
    assertProves(decoded(Packed.scale(WORKLOAD, none, REPORT_DATA, CONFIG)), 0);
    List<RuntimeLogEntry> fewer = WORKLOAD.entries().subList(0, 8);
    List<RuntimeLogEntry> swapped = new ArrayList<>(WORKLOAD.entries());
    Collections.swap(swapped, 0, 8);
    List<RuntimeLogEntry> more = new ArrayList<>(WORKLOAD.entries());
    more.add(more.get(0));
    for (List<RuntimeLogEntry> log : List.of(fewer, swapped, more)) {
      AttestationDecoding.Malformed malformed =
          malformed(Packed.scale(WORKLOAD, log, REPORT_DATA, CONFIG));
      assertTrue(malformed.problem().contains("differs between"), malformed.problem());
    }
  }

  @Test
  void nothingMayFollow() {
    for (byte[] bytes : List.of(scale(), pack(packed()))) {
      AttestationDecoding.Malformed malformed = malformed(Arrays.copyOf(bytes, bytes.length + 1));
      assertTrue(malformed.problem().contains("1 bytes follow the end"), malformed.problem());
    }
  }

  @Test
  void everyTruncationIsMalformed() {
    for (byte[] bytes : List.of(scale(), pack(packed()))) {
      for (int length = 0; length < bytes.length; length += length < 6 ? 1 : 37) {
        malformed(Arrays.copyOf(bytes, length));
      }
    }
  }

  @Test
  void everyChangedByteIsHandled() {
    byte[] scale = scale();
    byte[] packed = pack(packed());
    for (int i = 0; i < scale.length; i += i < 20 || i > 5000 ? 1 : 101) {
      byte[] changed = scale.clone();
      changed[i] ^= (byte) 0xff;
      assertDoesNotThrow(() -> decode(changed));
    }
    for (int i = 0; i < packed.length; i += i < 100 || i > 5000 ? 1 : 101) {
      byte[] changed = packed.clone();
      changed[i] ^= (byte) 0x55;
      assertDoesNotThrow(() -> decode(changed));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TDX")
  void otherPlatformsAreRefused(Platform platform) {
    AttestationDecoding.Refused packed =
        assertInstanceOf(
            AttestationDecoding.Refused.class,
            decode(pack(with(platform.kind(), "platform", "kind"))));
    assertEquals(platform, packed.platform());
    AttestationDecoding.Refused scale =
        assertInstanceOf(
            AttestationDecoding.Refused.class,
            decode(new byte[] {0, (byte) platform.ordinal(), 1, 2, 3}));
    assertEquals(platform, scale.platform());
    assertTrue(
        scale.reason().contains("not verified here")
            || scale.reason().contains("the only platform verified here"),
        scale.reason());
  }

  @Test
  void unknownVersionsPlatformsAndStacks() {
    assertTrue(
        malformed(pack(with(2L, "version"))).problem().contains("version 2 is not supported"));
    assertTrue(malformed(pack(with("arm", "platform", "kind"))).problem().contains("platform arm"));
    assertTrue(malformed(pack(with("x", "stack", "kind"))).problem().contains("stack x"));
    assertTrue(malformed(new byte[] {0, 5}).problem().contains("platform 5"));
    assertTrue(malformed(new byte[] {1}).problem().contains("first byte 0x1"));
    assertTrue(malformed(new byte[0]).problem().contains("0 are left"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report_data", "runtime_events", "config"})
  void membersThatMustBeThere(String name) {
    Map<String, Object> root = packed();
    @SuppressWarnings("unchecked")
    Map<String, Object> data =
        (Map<String, Object>) ((Map<String, Object>) root.get("stack")).get("data");
    data.remove(name);
    assertTrue(malformed(pack(root)).problem().contains("member " + name + " is missing"));
  }

  @Test
  void valuesOfOtherTypesAndSizes() {
    assertTrue(
        malformed(pack(with(new byte[63], "stack", "data", "report_data")))
            .problem()
            .contains("63 bytes"));
    malformed(pack(with("text", "stack", "data", "report_data")));
    malformed(pack(with(1L, "platform", "data", "event_log")));
    malformed(pack(with(null, "platform", "data", "quote")));
    assertEquals(
        Optional.empty(),
        decoded(pack(with(null, "stack", "data", "report_data_payload"))).reportDataPayload());
    Map<String, Object> event =
        map("imr", 9L, "event_type", 4L, "digest", new byte[48], "event", "");
    assertTrue(
        malformed(pack(with(List.of(event), "platform", "data", "event_log")))
            .problem()
            .startsWith("event 0 of its log: unknown register"));
  }

  @Test
  void membersMustNotComeTwice() {
    byte[] once = pack(map("version", 1L, "versio_", 1L));
    byte[] twice =
        new String(once, StandardCharsets.ISO_8859_1)
            .replace("versio_", "version")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(malformed(twice).problem().contains("duplicate member version"));
  }

  @Test
  void attestationsThatAreTooLong() {
    byte[] bytes = new byte[TdxAttestation.MAX_BYTES + 1];
    assertTrue(malformed(bytes).problem().contains("more than 10485760 bytes"));
    Packed events = new Packed().u8(0).u8(0).compact(0).compact(20_000);
    for (int i = 0; i < 20_000; i++) {
      events.raw(new byte[11]);
    }
    assertTrue(malformed(events.bytes()).problem().contains("a list of 20000 events"));
  }

  @Test
  void eventsOfVersion2() {
    byte[] text =
        "{\"name\":\"a\",\"payload\":\"01\",\"type\":134217729}".getBytes(StandardCharsets.UTF_8);
    Map<String, Object> root =
        with(
            List.of(map("event", "a", "payload", new byte[] {1}, "version", 2L)),
            "stack",
            "data",
            "runtime_events");
    @SuppressWarnings("unchecked")
    Map<String, Object> tdx =
        (Map<String, Object>) ((Map<String, Object>) root.get("platform")).get("data");
    Map<String, Object> event =
        map(
            "imr",
            3L,
            "event_type",
            0x08000001L,
            "event",
            "a",
            "event_payload",
            new byte[] {1},
            "version",
            2L,
            "preimage",
            HexFormat.of().formatHex(text));
    tdx.put("event_log", List.of(event));
    byte[] digest = Workload.hash("SHA-384", text);
    assertEquals(
        HexFormat.of().formatHex(digest),
        decoded(pack(root)).eventLog().event(0).digest().toString());
    event.put("preimage", "{}");
    assertFalse(RtmrReplay.of(decoded(pack(root)).eventLog()).contradictions().isEmpty());
    event.put("preimage", "no hex");
    malformed(pack(root));
    event.put("version", 1L);
    event.remove("preimage");
    assertTrue(malformed(pack(root)).problem().contains("differs between"));
  }
}
