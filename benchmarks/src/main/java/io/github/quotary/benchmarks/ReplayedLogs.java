package io.github.quotary.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Event logs of typical size. */
final class ReplayedLogs {
  private static final int AREA = 1 << 16;
  private static final int CCEL_EVENTS = 80;
  private static final int CCEL_PAYLOAD = 100;
  private static final int SHA384 = 0xc;
  private static final int IPL = 0xd;
  private static final int FIRMWARE_EVENTS = 20;
  private static final int RUNTIME_EVENTS = 30;

  private ReplayedLogs() {}

  /** A binary log: 80 events over RTMR0 to RTMR2, padded to 64 KiB. */
  static byte[] ccel() {
    byte[] area = new byte[AREA];
    Arrays.fill(area, (byte) 0xff);
    ByteBuffer log = ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN);
    log.putInt(1).putInt(3).put(new byte[20]).putInt(33);
    log.put("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII));
    log.putInt(0).putInt(0x02000200).putInt(1).putShort((short) SHA384).putShort((short) 48);
    log.put((byte) 0);
    for (int i = 0; i < CCEL_EVENTS; i++) {
      log.putInt(1 + i % 3).putInt(IPL).putInt(1).putShort((short) SHA384);
      log.put(digest(i)).putInt(CCEL_PAYLOAD).put(new byte[CCEL_PAYLOAD]);
    }
    return area;
  }

  private static byte[] digest(int event) {
    byte[] digest = new byte[48];
    Arrays.fill(digest, (byte) event);
    return digest;
  }

  /** dstack's JSON: 20 firmware events, and 10 run-time events whose digest is left out. */
  static byte[] runtime() {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < RUNTIME_EVENTS; i++) {
      boolean firmware = i < FIRMWARE_EVENTS;
      json.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"imr\":%d,\"event_type\":%d,\"digest\":\"%s\",\"event\":\"%s\","
                      + "\"event_payload\":\"%s\"}",
                  firmware ? i % 3 : 3,
                  firmware ? 4 : 134217729,
                  firmware ? String.format(Locale.ROOT, "%02x", i).repeat(48) : "",
                  firmware ? "" : "event-" + i,
                  "ab".repeat(32)));
    }
    return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
  }
}
