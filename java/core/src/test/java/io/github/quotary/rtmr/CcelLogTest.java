package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary format: what is read, and every rule with the event and byte that a breach names. */
class CcelLogTest {
  private static final byte[] DIGEST = Replays.sha384(new byte[] {1});
  private static final byte[] PAYLOAD = {7, 8, 9};
  private static final int HEADER_SIZE = 32 + 28 + 4 + 1;

  @Test
  void readsEventsWhereTheyLie() {
    byte[] bytes = BinaryLog.sha384().event(2, 0x80000003L, DIGEST, PAYLOAD).padding(100).toBytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    CcelLog log = CcelLog.parse(buffer);
    assertEquals(0, buffer.position());
    assertEquals(1, log.size());
    BootEvent event = (BootEvent) log.event(0);
    assertEquals(0, event.index());
    assertEquals(HEADER_SIZE, event.offset());
    assertEquals(Optional.of(Rtmr.RTMR1), event.register());
    assertEquals("EV_EFI_BOOT_SERVICES_APPLICATION", event.type().toString());
    assertEquals(Measurement.of(DIGEST), event.digest());
    assertEquals(ByteBuffer.wrap(PAYLOAD), event.unprovenPayload());
    assertTrue(event.unprovenPayload().isReadOnly());
    bytes[HEADER_SIZE + 4 + 4 + 4 + 2 + 48 + 4] = 42;
    assertEquals(42, event.unprovenPayload().get(0), "the payload was copied");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 15, 16, 100})
  void endsAtPaddingOrAtTheEnd(int padding) {
    assertEquals(
        1, BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD).padding(padding).parse().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 15, 16, 17, 100, 5000})
  void endsAtZerosAsAtPadding(int zeros) {
    BinaryLog log = BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD);
    assertEquals(1, log.bytes(new byte[zeros]).parse().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 15, 16, 100})
  void takesOneLineEndThatAToolAdded(int padding) {
    for (String end : new String[] {"\n", "\r\n"}) {
      byte[] lineEnd = end.getBytes(StandardCharsets.US_ASCII);
      BinaryLog log = BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD);
      assertEquals(1, log.padding(padding).bytes(lineEnd).parse().size());
    }
  }

  @Test
  void readsALogOfNoEvents() {
    assertEquals(0, BinaryLog.sha384().parse().size());
  }

  @Test
  void mapsRegisters() {
    BinaryLog log = BinaryLog.sha384();
    for (int index = 0; index <= 4; index++) {
      log.event(index, 4, DIGEST, PAYLOAD);
    }
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(Rtmr.RTMR0),
            Optional.of(Rtmr.RTMR1),
            Optional.of(Rtmr.RTMR2),
            Optional.of(Rtmr.RTMR3)),
        log.parse().events().stream().map(Event::register).toList());
  }

  @Test
  void extendsWithSha384OnlyWhateverTheOrderOfDigests() {
    CcelLog log =
        BinaryLog.withAlgorithms(BinaryLog.SHA1, 20, BinaryLog.SHA384, 48, 0x4711, 5)
            .u32(1)
            .u32(4)
            .u32(3)
            .u16(0x4711)
            .bytes(new byte[5])
            .u16(BinaryLog.SHA384)
            .bytes(DIGEST)
            .u16(BinaryLog.SHA1)
            .bytes(new byte[20])
            .u32(3)
            .bytes(PAYLOAD)
            .event(1, 4, DIGEST, PAYLOAD)
            .parse();
    assertEquals(2, log.size());
    assertEquals(ByteBuffer.wrap(PAYLOAD), ((BootEvent) log.event(0)).unprovenPayload());
    assertEquals(
        new Replays().extend(0, DIGEST).extend(0, DIGEST).hex(0),
        RtmrReplay.of(log).computed(Rtmr.RTMR0).toString());
  }

  @Test
  void extendsNeitherNoActionNorMrtd() {
    CcelLog log =
        BinaryLog.sha384()
            .event(1, 3, new byte[48], PAYLOAD)
            .u32(0)
            .u32(3)
            .u32(0)
            .u32(3)
            .bytes(PAYLOAD)
            .event(0, 4, DIGEST, PAYLOAD)
            .event(1, 4, DIGEST, PAYLOAD)
            .parse();
    RtmrReplay replay = RtmrReplay.of(log);
    assertEquals(4, log.size());
    assertEquals(1, replay.events(Rtmr.RTMR0));
    assertEquals(new Replays().extend(0, DIGEST).hex(0), replay.computed(Rtmr.RTMR0).toString());
    assertTrue(log.event(1).digest().isZero());
  }

  /** A log that must be refused, with the event and byte that must be named. */
  private record Fault(String name, BinaryLog log, int event, long offset, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault inSecond(String name, BinaryLog rest, String problem) {
    byte[] second = rest.toBytes();
    BinaryLog log = BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD);
    long offset = log.length();
    return new Fault(
        name,
        log.bytes(Arrays.copyOfRange(second, HEADER_SIZE, second.length)),
        1,
        offset,
        problem);
  }

  private static BinaryLog rest() {
    return BinaryLog.sha384();
  }

  static Stream<Fault> faultsInEvents() {
    return Stream.of(
        inSecond("register 5", rest().event(5, 4, DIGEST, PAYLOAD), "unknown register index 5"),
        inSecond(
            "register 0xffffffff",
            rest().event(-1, 3, DIGEST, PAYLOAD),
            "unknown register index 0xffffffff of an event of type EV_NO_ACTION; 0 is MRTD"),
        inSecond(
            "type 0xffffffff",
            rest().event(1, 0xffffffffL, DIGEST, PAYLOAD),
            "its type is 0xffffffff, which is padding and no event's type"),
        inSecond(
            "an event hidden behind padding",
            rest().padding(32).event(1, 4, DIGEST, PAYLOAD),
            "padding of 0xff bytes starts here, but something else follows it"),
        inSecond(
            "an event hidden behind zeros",
            rest().bytes(new byte[32]).event(1, 4, DIGEST, PAYLOAD),
            "padding of zero bytes starts here, but something else follows it"),
        inSecond(
            "16 bytes, half of them padding",
            rest().padding(8).u32(4).u32(1),
            "padding of 0xff bytes starts here, but something else follows it"),
        inSecond(
            "padding of two kinds",
            rest().bytes(new byte[32]).padding(32),
            "padding of zero bytes starts here, but something else follows it"),
        inSecond(
            "two line ends",
            rest().padding(32).bytes(new byte[] {'\n', '\n'}),
            "padding of 0xff bytes starts here, but something else follows it"),
        inSecond(
            "15 bytes",
            rest().u32(1).u32(4).u32(1).bytes(new byte[3]),
            "the log ends 15 bytes into an event"),
        inSecond("no digest", rest().u32(1).u32(4).u32(0).u32(0), "it has no SHA-384 digest"),
        inSecond(
            "2^32-1 digests",
            rest().u32(1).u32(4).u32(-1).bytes(new byte[100]),
            "it states 4294967295 digests; the header declares 1 algorithms"),
        inSecond(
            "two digests, one algorithm",
            rest().u32(1).u32(4).u32(2).u16(0xc).bytes(DIGEST).u16(0xc).bytes(DIGEST).u32(0),
            "it states 2 digests"),
        inSecond(
            "an algorithm that is not declared",
            rest().u32(1).u32(4).u32(1).u16(0xb).bytes(new byte[32]).u32(0),
            "algorithm 11 is not in the header's table"),
        inSecond(
            "a digest cut off",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(new byte[47]),
            "the log ends in its digests"),
        inSecond(
            "nothing after the digest",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(DIGEST),
            "the log ends before the size of its payload"),
        inSecond(
            "no payload size",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(new byte[51]),
            "the log ends before the size of its payload"),
        inSecond(
            "a payload of 2^32-1 bytes",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(DIGEST).u32(-1).bytes(PAYLOAD),
            "its payload has 4294967295 bytes; 3 are left of the log"),
        inSecond(
            "a payload of 2^31 bytes",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(DIGEST).u32(1L << 31).bytes(PAYLOAD),
            "its payload has 2147483648 bytes"),
        inSecond(
            "a payload one byte short",
            rest().u32(1).u32(4).u32(1).u16(0xc).bytes(DIGEST).u32(4).bytes(PAYLOAD),
            "its payload has 4 bytes; 3 are left of the log"));
  }

  static Stream<Fault> faultsInTheHeader() {
    BinaryLog good = BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD);
    return Stream.of(
        changed("type 4", good, 4, 4, 4, "the first event is not of type EV_NO_ACTION"),
        changed("a digest", good, 27, 1, 27, "the header's digest must be zeros"),
        changed("another signature", good, 47, '!', 32, "no \"Spec ID Event03\""),
        changed(
            "a size beyond the end", good, 30, 1, 28, "the header states 65569 bytes; 102 follow"),
        changed("no algorithm", good, 56, 0, 56, "the header declares 0 algorithms"),
        changed("17 algorithms", good, 56, 17, 56, "the header declares 17 algorithms"),
        changed("16777217 algorithms", good, 59, 1, 56, "the header declares 16777217 algorithms"),
        changed("9 algorithms", good, 56, 9, 56, "ends before its algorithm table does"),
        changed("vendor information", good, 64, 1, 64, "vendor information has 1 bytes"),
        changed("a short SHA-384", good, 62, 32, 60, "algorithm 12 a digest of 32 bytes"),
        changed("no SHA-384", good, 60, 0x77, 60, "the header does not declare SHA-384"),
        outside(
            "an algorithm twice",
            BinaryLog.withAlgorithms(0xc, 48, 0xc, 48),
            64,
            "declares algorithm 12 twice"),
        outside(
            "a digest of no bytes",
            BinaryLog.withAlgorithms(0xc, 48, 0x77, 0),
            64,
            "algorithm 119 a digest of 0 bytes"));
  }

  private static Fault changed(
      String name, BinaryLog log, int at, int value, long offset, String problem) {
    byte[] bytes = log.toBytes();
    bytes[at] = (byte) value;
    BinaryLog changed = BinaryLog.sha384();
    return outside(name, changed.replace(bytes), offset, problem);
  }

  private static Fault outside(String name, BinaryLog log, long offset, String problem) {
    return new Fault(name, log, EventLogFormatException.NO_EVENT, offset, problem);
  }

  @ParameterizedTest
  @MethodSource({"faultsInEvents", "faultsInTheHeader"})
  void refuses(Fault fault) {
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, fault.log()::parse);
    assertEquals(fault.event(), refusal.eventIndex());
    assertEquals(fault.offset(), refusal.offset());
    assertTrue(refusal.problem().contains(fault.problem()), refusal.getMessage());
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes =
        BinaryLog.sha384().event(1, 4, DIGEST, PAYLOAD).event(2, 4, DIGEST, PAYLOAD).toBytes();
    int first = HEADER_SIZE + 12 + 2 + 48 + 4 + 3;
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
      if (length == HEADER_SIZE || length == first) {
        CcelLog.parse(cut);
      } else {
        assertThrows(EventLogFormatException.class, () -> CcelLog.parse(cut), "length " + length);
      }
    }
  }

  /** As Linux shows it beside the log, and in a page of memory. */
  @ParameterizedTest
  @ValueSource(ints = {56, 4096})
  void refusesTheAcpiTableWithAdvice(int size) {
    byte[] table = new byte[size];
    table[0] = 'C';
    table[1] = 'C';
    table[2] = 'E';
    table[3] = 'L';
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, () -> CcelLog.parse(ByteBuffer.wrap(table)));
    assertTrue(refusal.problem().contains("data/CCEL"), refusal.getMessage());
  }

  @Test
  void refusesMoreEventsThanItReads() {
    BinaryLog log = BinaryLog.sha384();
    for (int i = 0; i <= CcelLog.MAX_EVENTS; i++) {
      log.event(1, 4, DIGEST, new byte[0]);
    }
    EventLogFormatException refusal = assertThrows(EventLogFormatException.class, log::parse);
    assertEquals(CcelLog.MAX_EVENTS, refusal.eventIndex());
    assertEquals(log.length() - 66L, refusal.offset());
  }

  @Test
  void refusesMoreBytesThanItReads() {
    BinaryLog log =
        BinaryLog.sha384()
            .event(1, 4, DIGEST, new byte[CcelLog.MAX_BYTES])
            .event(1, 4, DIGEST, PAYLOAD);
    EventLogFormatException refusal = assertThrows(EventLogFormatException.class, log::parse);
    assertEquals(1, refusal.eventIndex());
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
    BinaryLog padded = BinaryLog.sha384().padding(CcelLog.MAX_BYTES);
    refusal = assertThrows(EventLogFormatException.class, padded::parse);
    assertEquals(0, refusal.eventIndex());
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
  }
}
