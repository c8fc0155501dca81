package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary logs that are just as long, or as large, as can be read, and those that are not. */
class CcelBoundsTest {
  private static final byte[] DIGEST = Replays.sha384(new byte[] {1});
  private static final byte[] NONE = {};
  private static final int OTHER = 0x4711;
  private static final byte[] OTHER_DIGEST = new byte[5];

  /** What an event takes beside its payload. */
  private static final int EVENT_SIZE = 12 + 2 + 48 + 4;

  private static EventLogFormatException refusal(BinaryLog log) {
    return assertThrows(EventLogFormatException.class, log::parse);
  }

  private static BinaryLog twoAlgorithms() {
    return BinaryLog.withAlgorithms(BinaryLog.SHA384, 48, OTHER, OTHER_DIGEST.length);
  }

  @Test
  void readsAsManyEventsAsItMay() {
    BinaryLog bytes = BinaryLog.sha384();
    Replays registers = new Replays();
    for (int i = 0; i < CcelLog.MAX_EVENTS; i++) {
      bytes.event(1, 4, DIGEST, NONE);
      registers.extend(0, DIGEST);
    }
    CcelLog log = bytes.parse();
    assertEquals(CcelLog.MAX_EVENTS, log.size());
    assertEquals(registers.hex(0), RtmrReplay.of(log).computed(Rtmr.RTMR0).toString());
  }

  /** An event that ends with the last byte that is read. */
  private static BinaryLog longest() {
    BinaryLog log = BinaryLog.sha384();
    return log.event(1, 4, DIGEST, new byte[CcelLog.MAX_BYTES - log.length() - EVENT_SIZE]);
  }

  @Test
  void readsAsManyBytesAsItMay() {
    BinaryLog log = longest();
    assertEquals(CcelLog.MAX_BYTES, log.length());
    assertEquals(1, log.parse().size());
    EventLogFormatException refusal = refusal(log.padding(1));
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
  }

  @Test
  void refusesTheEventThatStartsBehindTheLastByteItReads() {
    EventLogFormatException refusal = refusal(longest().event(1, 4, DIGEST, NONE));
    assertEquals(1, refusal.eventIndex());
    assertEquals(CcelLog.MAX_BYTES, refusal.offset());
  }

  @Test
  void readsAnEventThatEndsWithTheSizeOfItsPayload() {
    CcelLog log = BinaryLog.sha384().event(1, 4, DIGEST, NONE).parse();
    assertEquals(0, ((BootEvent) log.event(0)).unprovenPayload().limit());
  }

  @Test
  void readsAsManyAlgorithmsAsItMay() {
    int[] algorithms = new int[2 * SpecIdHeader.MAX_ALGORITHMS];
    for (int i = 0; i < SpecIdHeader.MAX_ALGORITHMS; i++) {
      algorithms[2 * i] = OTHER + i;
      algorithms[2 * i + 1] = 1;
    }
    algorithms[0] = BinaryLog.SHA384;
    algorithms[1] = 48;
    assertEquals(1, BinaryLog.withAlgorithms(algorithms).event(1, 4, DIGEST, NONE).parse().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255})
  void readsEventsBehindVendorInformation(int size) {
    byte[] header = BinaryLog.sha384().toBytes();
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 33 + size);
    header[64] = (byte) size;
    BinaryLog log = BinaryLog.sha384().replace(header).padding(size);
    assertEquals(65 + size, log.event(1, 4, DIGEST, NONE).parse().event(0).offset());
  }

  /** At the first algorithm, and where the size of vendor information should stand. */
  @ParameterizedTest
  @ValueSource(ints = {60, 64})
  void refusesAHeaderThatEndsAtTheEndsOfItsTable(int length) {
    byte[] header = Arrays.copyOf(BinaryLog.sha384().toBytes(), length);
    header[28] = (byte) (length - 32);
    EventLogFormatException refusal =
        assertThrows(EventLogFormatException.class, () -> CcelLog.parse(ByteBuffer.wrap(header)));
    assertEquals("the header ends before its algorithm table does", refusal.problem());
    assertEquals(56, refusal.offset());
  }

  /** With two of SHA-384, nobody could tell which of them the register was extended with. */
  @Test
  void refusesTwoDigestsOfOneAlgorithmWhereverItsTableHasIt() {
    BinaryLog first = twoAlgorithms().u32(1).u32(4).u32(2);
    first.u16(BinaryLog.SHA384).bytes(DIGEST).u16(BinaryLog.SHA384).bytes(new byte[48]).u32(0);
    assertEquals("it has two digests of algorithm 12", refusal(first).problem());
    BinaryLog second = BinaryLog.withAlgorithms(OTHER, OTHER_DIGEST.length, BinaryLog.SHA384, 48);
    second.u32(1).u32(4).u32(2);
    second.u16(BinaryLog.SHA384).bytes(DIGEST).u16(BinaryLog.SHA384).bytes(new byte[48]).u32(0);
    assertEquals("it has two digests of algorithm 12", refusal(second).problem());
  }

  @Test
  void namesAnUnknownAlgorithmThatTheLogEndsWith() {
    BinaryLog log = twoAlgorithms().u32(1).u32(4).u32(2);
    log.u16(OTHER).bytes(OTHER_DIGEST).u16(0xb);
    assertEquals("algorithm 11 is not in the header's table", refusal(log).problem());
  }
}
