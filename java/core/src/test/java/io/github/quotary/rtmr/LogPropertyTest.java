package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Generated logs come back as they were written, and no change to one goes unnoticed. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class LogPropertyTest {
  private static final long ACTION = 0x80000007L;

  /**
   * An event to be written.
   *
   * @param register 0 to 3
   * @param version how dstack's guest hashes it, 1 or 2; 0: firmware measured it
   */
  record Planned(int register, int version, String name, byte[] payload) {
    boolean runtime() {
      return version > 0;
    }

    byte[] digest() {
      return switch (version) {
        case 0 -> Replays.sha384(payload);
        case 1 -> Replays.runtimeDigest(name, payload);
        default -> Replays.sha384(preimage().getBytes(StandardCharsets.US_ASCII));
      };
    }

    /** Of version 2; the generated names need no escapes. */
    String preimage() {
      String hex = HexFormat.of().formatHex(payload);
      return "{\"name\":\"" + name + "\",\"payload\":\"" + hex + "\",\"type\":134217729}";
    }

    Planned withRegister(int value) {
      return new Planned(value, version, name, payload);
    }

    Planned withName(String value) {
      return new Planned(register, version, value, payload);
    }

    Planned withPayload(byte[] value) {
      return new Planned(register, version, name, value);
    }

    @Override
    public String toString() {
      return register + " version " + version + " " + name + " " + payload.length + " bytes";
    }
  }

  @Provide
  Arbitrary<List<Planned>> logs() {
    Arbitrary<byte[]> payloads = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange('a', 'z').withChars("-_.").ofMaxLength(12);
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 2),
            names,
            payloads.filter(payload -> payload.length > 0))
        .as(Planned::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(24);
  }

  private static RuntimeEventLog json(List<Planned> events) {
    return json(events, -1, new byte[0]);
  }

  /** The log with another digest in one event. */
  private static RuntimeEventLog json(List<Planned> events, int changed, byte[] digest) {
    JsonLog log = new JsonLog();
    for (int i = 0; i < events.size(); i++) {
      write(log, events.get(i), i == changed ? digest : events.get(i).digest());
    }
    return log.parse();
  }

  private static void write(JsonLog log, Planned event, byte[] digest) {
    write(log, event, digest, event.preimage());
  }

  private static void write(JsonLog log, Planned event, byte[] digest, String preimage) {
    String more =
        event.version() == 2
            ? ",\"version\":2,\"preimage\":\"" + preimage.replace("\"", "\\\"") + "\""
            : "";
    long type = event.runtime() ? JsonLog.RUNTIME : ACTION;
    log.event(event.register(), type, digest, event.name(), event.payload(), more);
  }

  private static BinaryLog binary(List<Planned> events) {
    BinaryLog log = BinaryLog.sha384();
    for (Planned event : events) {
      log.measured(event.register() + 1, ACTION, event.payload());
    }
    return log;
  }

  private static Replays honest(List<Planned> events) {
    Replays registers = new Replays();
    events.forEach(event -> registers.extend(event.register(), event.digest()));
    return registers;
  }

  /** Noticed: a register differs, or one that had events has none any more. */
  private static void assertNoticed(RuntimeEventLog changed, List<Planned> honest) {
    RtmrComparison comparison = RtmrReplay.of(changed).compareUnverified(honest(honest).report());
    boolean noticed =
        comparison.registers().stream()
            .anyMatch(
                match ->
                    match instanceof RegisterMatch.Differs
                        || match instanceof RegisterMatch.NoEvents none && !none.isUntouched());
    assertTrue(noticed, () -> comparison.registers().toString());
  }

  private static List<Planned> with(List<Planned> events, int index, Planned event) {
    List<Planned> copy = new ArrayList<>(events);
    copy.set(index, event);
    return copy;
  }

  @Property
  void jsonLogsRoundTrip(@ForAll("logs") List<Planned> events) {
    RuntimeEventLog log = json(events);
    assertEquals(events.size(), log.size());
    for (int i = 0; i < events.size(); i++) {
      Event read = log.event(i);
      Planned written = events.get(i);
      assertEquals(i, read.index());
      assertEquals(written.register(), read.register().orElseThrow().index());
      assertEquals(written.name(), read.claimedName());
      assertEquals(Measurement.of(written.digest()), read.digest());
      assertEquals(written.runtime(), read instanceof RuntimeEvent);
    }
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(honest(events).report());
    assertEquals(RtmrComparison.Outcome.MATCH, comparison.outcome());
    assertEquals(events.size(), comparison.proven().size());
    for (int i = 0; i < events.size(); i++) {
      assertArrayEquals(events.get(i).payload(), comparison.proven().get(i).payloadBytes());
    }
  }

  @Property
  void digestsThatAreLeftOutAreThoseThatWereMeasured(@ForAll("logs") List<Planned> events) {
    JsonLog log = new JsonLog();
    events.forEach(event -> write(log, event, event.runtime() ? new byte[0] : event.digest()));
    RtmrComparison comparison =
        RtmrReplay.of(log.parse()).compareUnverified(honest(events).report());
    assertEquals(RtmrComparison.Outcome.MATCH, comparison.outcome());
    assertEquals(events.size(), comparison.proven().size());
  }

  @Property
  void aChangedPreimageIsNoticed(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 23) int which,
      @ForAll @IntRange(max = 1000) int place) {
    int index = which % events.size();
    Planned event = events.get(index);
    Assume.that(event.version() == 2);
    StringBuilder preimage = new StringBuilder(event.preimage());
    int at = 1 + place % (preimage.length() - 1);
    preimage.setCharAt(at, preimage.charAt(at) == '0' ? '1' : '0');
    JsonLog log = new JsonLog();
    for (Planned written : events) {
      boolean changed = written == event;
      write(log, written, written.digest(), changed ? preimage.toString() : written.preimage());
    }
    assertNamed(log.parse(), events, index);
  }

  @Property
  void binaryLogsRoundTrip(
      @ForAll("logs") List<Planned> events, @ForAll @IntRange(max = 40) int padding) {
    CcelLog log = binary(events).padding(padding).parse();
    assertEquals(events.size(), log.size());
    Replays registers = new Replays();
    for (int i = 0; i < events.size(); i++) {
      BootEvent read = (BootEvent) log.event(i);
      assertEquals(events.get(i).register(), read.register().orElseThrow().index());
      assertEquals(ByteBuffer.wrap(events.get(i).payload()), read.unprovenPayload());
      registers.extend(events.get(i).register(), Replays.sha384(events.get(i).payload()));
    }
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(registers.report());
    assertEquals(RtmrComparison.Outcome.MATCH, comparison.outcome());
    assertEquals(events.size(), comparison.proven().size());
  }

  @Property
  void aChangedDigestIsNoticed(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 23) int which,
      @ForAll @IntRange(max = 383) int bit) {
    int index = which % events.size();
    byte[] digest = events.get(index).digest();
    digest[bit / 8] ^= (byte) (1 << bit % 8);
    RuntimeEventLog changed = json(events, index, digest);
    assertNoticed(changed, events);
    if (events.get(index).runtime()) {
      assertNamed(changed, events, index);
    }
  }

  @Property
  void aChangedPayloadIsNoticedBesideItsDigest(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 23) int which,
      @ForAll @IntRange(max = 319) int bit) {
    int index = which % events.size();
    byte[] payload = events.get(index).payload().clone();
    payload[bit / 8 % payload.length] ^= (byte) (1 << bit % 8);
    List<Planned> altered = with(events, index, events.get(index).withPayload(payload));
    RuntimeEventLog changed = json(altered, index, events.get(index).digest());
    assertNoticed(changed, events);
    assertNamed(changed, events, index);
    assertNoticed(json(altered), events);
  }

  @Property
  void aChangedNameIsNoticedBesideItsDigest(
      @ForAll("logs") List<Planned> events, @ForAll @IntRange(max = 23) int which) {
    int index = which % events.size();
    Planned event = events.get(index);
    Assume.that(event.runtime());
    List<Planned> altered = with(events, index, event.withName(event.name() + "x"));
    RuntimeEventLog changed = json(altered, index, event.digest());
    assertNoticed(changed, events);
    assertNamed(changed, events, index);
    assertNoticed(json(altered), events);
  }

  @Property
  void aChangedRegisterIsNoticed(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 23) int which,
      @ForAll @IntRange(min = 1, max = 3) int by) {
    int index = which % events.size();
    Planned event = events.get(index);
    assertNoticed(
        json(with(events, index, event.withRegister((event.register() + by) % 4))), events);
  }

  @Property
  void aChangedOrderIsNoticed(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 23) int first,
      @ForAll @IntRange(max = 23) int second) {
    List<Planned> swapped = new ArrayList<>(events);
    Collections.swap(swapped, first % events.size(), second % events.size());
    Assume.that(!honest(swapped).hexAll().equals(honest(events).hexAll()));
    assertNoticed(json(swapped), events);
  }

  @Property
  void aMissingOrDoubleEventIsNoticed(
      @ForAll("logs") List<Planned> events, @ForAll @IntRange(max = 23) int which) {
    int index = which % events.size();
    List<Planned> fewer = new ArrayList<>(events);
    fewer.remove(index);
    assertNoticed(json(fewer), events);
    List<Planned> more = new ArrayList<>(events);
    more.add(index, events.get(index));
    assertNoticed(json(more), events);
  }

  @Property
  void aLogThatGoesOnIsNoticedWhereItGoesOn(
      @ForAll("logs") List<Planned> events, @ForAll("logs") List<Planned> more) {
    List<Planned> longer = new ArrayList<>(events);
    more.forEach(event -> longer.add(event.withRegister(3)));
    RtmrComparison comparison =
        RtmrReplay.of(json(longer)).compareUnverified(honest(events).report());
    RegisterMatch.Differs differs = (RegisterMatch.Differs) comparison.register(Rtmr.RTMR3);
    assertEquals(events.size(), differs.divergence().orElseThrow().event().index());
  }

  /** Whatever happens to one byte of a binary log: refused, or noticed, or nothing proved by it. */
  @Property(tries = 1000)
  void aChangedByteOfABinaryLogProvesNothingNew(
      @ForAll("logs") List<Planned> events,
      @ForAll @IntRange(max = 5000) int at,
      @ForAll @IntRange(min = 1, max = 255) int mask) {
    byte[] bytes = binary(events).toBytes();
    bytes[at % bytes.length] ^= (byte) mask;
    Replays registers = new Replays();
    List<ByteBuffer> payloads = new ArrayList<>();
    for (Planned event : events) {
      registers.extend(event.register(), Replays.sha384(event.payload()));
      payloads.add(ByteBuffer.wrap(event.payload()));
    }
    CcelLog log;
    try {
      log = CcelLog.parse(ByteBuffer.wrap(bytes));
    } catch (EventLogFormatException refused) {
      return;
    }
    RtmrComparison comparison = RtmrReplay.of(log).compareUnverified(registers.report());
    for (ProvenEvent proven : comparison.proven()) {
      assertTrue(payloads.contains(proven.payload()));
    }
    for (Event event : log.events()) {
      assertDoesNotThrow(((BootEvent) event)::unprovenData);
    }
  }

  private static void assertNamed(RuntimeEventLog changed, List<Planned> honest, int index) {
    RtmrComparison comparison = RtmrReplay.of(changed).compareUnverified(honest(honest).report());
    RegisterMatch match = comparison.register(Rtmr.of(honest.get(index).register()));
    assertEquals(index, ((RegisterMatch.Differs) match).divergence().orElseThrow().event().index());
  }
}
