package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import io.github.quotary.simulator.dstack.EventLogSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the bytes: the documented refusal, or a log that proves nothing that was not measured.
 */
@PropertyDefaults(tries = 500, edgeCases = EdgeCasesMode.NONE)
class AnyBytesPropertyTest {
  private static final List<EventType> TYPES =
      List.of(
          EventType.SEPARATOR,
          EventType.ACTION,
          EventType.EVENT_TAG,
          EventType.IPL,
          EventType.EFI_VARIABLE_DRIVER_CONFIG,
          EventType.EFI_VARIABLE_BOOT,
          EventType.EFI_BOOT_SERVICES_APPLICATION,
          EventType.EFI_PLATFORM_FIRMWARE_BLOB,
          EventType.EFI_PLATFORM_FIRMWARE_BLOB2,
          EventType.EFI_HANDOFF_TABLES,
          EventType.EFI_HANDOFF_TABLES2,
          new EventType(0xdeadbeefL));

  @Provide
  Arbitrary<EventType> types() {
    return Arbitraries.of(TYPES);
  }

  /** Small numbers often, as counts and sizes are. */
  @Provide
  Arbitrary<byte[]> payloads() {
    return Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.bytes().between((byte) 0, (byte) 4))
        .array(byte[].class)
        .ofMaxSize(120);
  }

  @Property(tries = 3000)
  void everyPayloadIsDecodedOrCalledMalformed(
      @ForAll("types") EventType type, @ForAll("payloads") byte[] payload) {
    EventData data = EventData.decode(type, ByteBuffer.wrap(payload));
    assertTrue(data.toString().length() > 0);
  }

  @Property
  void noBytesAreALog(@ForAll @Size(max = 300) byte[] bytes) {
    parse(CcelLog::parse, bytes);
    parse(RuntimeEventLog::parse, bytes);
    byte[] behindHeader = BinaryLog.sha384().bytes(bytes).toBytes();
    parse(CcelLog::parse, behindHeader);
  }

  @Property(tries = 1000)
  void aChangedByteOfAJsonLogProvesNothingNew(
      @ForAll DstackEra era,
      @ForAll EventLogForm form,
      @ForAll @IntRange(max = 20_000) int at,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    DstackApp app = DstackApp.of(era).withForm(form);
    byte[] json = app.eventLogJson().getBytes(StandardCharsets.UTF_8);
    json[at % json.length] ^= (byte) mask;
    EventLog log = parse(RuntimeEventLog::parse, json);
    if (log != null) {
      provesOnlyWhatWasMeasured(log, app.eventLog());
    }
  }

  @Property(tries = 1000)
  void aChangedByteOfFirmwaresLogProvesNothingNew(
      @ForAll @IntRange(max = 2100) int at, @ForAll @IntRange(min = 1, max = 255) int mask) {
    EventLogSpec measured = DstackApp.of(DstackEra.V0_6).eventLog();
    byte[] ccel = measured.ccel(1 << 12);
    ccel[at] ^= (byte) mask;
    EventLog log = parse(CcelLog::parse, ccel);
    if (log != null) {
      provesOnlyWhatWasMeasured(log, measured);
    }
  }

  private static void provesOnlyWhatWasMeasured(EventLog log, EventLogSpec measured) {
    Replays registers = new Replays();
    Set<String> facts = new HashSet<>();
    measured
        .events()
        .forEach(
            event -> {
              registers.extend(event.rtmr(), HexFormat.of().parseHex(event.digest()));
              boolean runtime = event.version() != null;
              facts.add(runtime ? event.name() + "=" + event.payload() : event.digest());
            });
    for (ProvenEvent proven : RtmrReplay.of(log).compareUnverified(registers.report()).proven()) {
      String payload = HexFormat.of().formatHex(proven.payloadBytes());
      String digest = proven.event().digest().toString();
      boolean runtime = proven.event() instanceof RuntimeEvent;
      assertTrue(facts.contains(runtime ? proven.name() + "=" + payload : digest), payload);
      if (!runtime) {
        assertEquals(digest, HexFormat.of().formatHex(Replays.sha384(proven.payloadBytes())));
      }
    }
  }

  /** The log, or null where it was refused as documented, with a place inside it. */
  private static @Nullable EventLog parse(Function<ByteBuffer, EventLog> parser, byte[] bytes) {
    try {
      return parser.apply(ByteBuffer.wrap(bytes));
    } catch (EventLogFormatException refusal) {
      assertTrue(refusal.offset() >= 0 && refusal.offset() <= bytes.length, refusal.getMessage());
      assertTrue(refusal.eventIndex() >= EventLogFormatException.NO_EVENT);
      return null;
    }
  }
}
