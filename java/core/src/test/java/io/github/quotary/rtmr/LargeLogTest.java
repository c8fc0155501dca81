package io.github.quotary.rtmr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Logs of 100 MB: refused where they exceed a bound, and before they take memory. */
class LargeLogTest {
  private static final int SIZE = 100 << 20;
  private static final byte[] DIGEST = Replays.sha384(new byte[] {1});

  /** Events one after the other up to 100 MB; the last is cut off. */
  private static ByteBuffer repeated(byte[] start, byte[] event) {
    ByteBuffer log = ByteBuffer.allocateDirect(SIZE).put(start);
    while (log.hasRemaining()) {
      log.put(event, 0, Math.min(event.length, log.remaining()));
    }
    return log.flip();
  }

  private static ByteBuffer json(String event) {
    return repeated(
        "[".getBytes(StandardCharsets.US_ASCII), (event + ",").getBytes(StandardCharsets.US_ASCII));
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static EventLogFormatException refused(Runnable parse, long mostAllocated) {
    EventLogFormatException[] refusal = new EventLogFormatException[1];
    long allocated =
        allocated(
            () -> refusal[0] = assertThrows(EventLogFormatException.class, () -> parse.run()));
    assertTrue(allocated < mostAllocated, allocated + " bytes allocated");
    return refusal[0];
  }

  @Test
  void manySmallJsonEvents() {
    String event = "{\"imr\":3,\"event_type\":134217729,\"event\":\"a\"}";
    ByteBuffer log = json(event);
    EventLogFormatException refusal =
        refused(() -> RuntimeEventLog.parse(log), RuntimeEventLog.MAX_EVENTS * 4096L);
    assertEquals(RuntimeEventLog.MAX_EVENTS, refusal.eventIndex());
    assertEquals(1 + (event.length() + 1L) * RuntimeEventLog.MAX_EVENTS, refusal.offset());
  }

  @Test
  void fewLargeJsonEvents() {
    String event =
        "{\"imr\":3,\"event_type\":134217729,\"event_payload\":\"" + "ab".repeat(1 << 20) + "\"}";
    ByteBuffer log = json(event);
    EventLogFormatException refusal =
        refused(() -> RuntimeEventLog.parse(log), 16L * RuntimeEventLog.MAX_BYTES);
    long whole = (RuntimeEventLog.MAX_BYTES - 1) / (event.length() + 1);
    assertEquals(whole, refusal.eventIndex());
    assertTrue(refusal.offset() <= RuntimeEventLog.MAX_BYTES, refusal.getMessage());
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
  }

  @Test
  void manySmallBinaryEvents() {
    BinaryLog header = BinaryLog.sha384();
    BinaryLog event = BinaryLog.sha384().event(1, 4, DIGEST, new byte[0]);
    byte[] all = event.toBytes();
    byte[] one = java.util.Arrays.copyOfRange(all, header.length(), all.length);
    ByteBuffer log = repeated(header.toBytes(), one);
    EventLogFormatException refusal = refused(() -> CcelLog.parse(log), 1 << 20);
    assertEquals(CcelLog.MAX_EVENTS, refusal.eventIndex());
    assertEquals(header.length() + (long) one.length * CcelLog.MAX_EVENTS, refusal.offset());
  }

  @Test
  void fewLargeBinaryEvents() {
    BinaryLog header = BinaryLog.sha384();
    byte[] all = BinaryLog.sha384().event(1, 4, DIGEST, new byte[1 << 20]).toBytes();
    byte[] one = java.util.Arrays.copyOfRange(all, header.length(), all.length);
    ByteBuffer log = repeated(header.toBytes(), one);
    EventLogFormatException refusal = refused(() -> CcelLog.parse(log), 1 << 20);
    assertEquals(16, refusal.eventIndex());
    assertEquals(header.length() + 16L * one.length, refusal.offset());
    assertTrue(refusal.problem().contains("more than 16777216 bytes"), refusal.getMessage());
  }
}
