package io.github.quotary.rtmr;

import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A binary log: what the ACPI table CCEL points to, in the TCG's crypto-agile format. Firmware,
 * boot loader and kernel write it; Linux shows it as {@code /sys/firmware/acpi/tables/data/CCEL}.
 *
 * <p>A view: replay reads digests where they lie, and payloads are never copied.
 *
 * <p>Sources: TCG PC Client Platform Firmware Profile, TCG_PCR_EVENT2; Intel Guest-Host
 * Communication Interface for TDX, CCEL; Intel TDX Virtual Firmware Design Guide, measurement
 * registers.
 */
public final class CcelLog extends EventLog {
  /** Longest log that is read; platforms reserve 64 KiB. */
  public static final int MAX_BYTES = 16 << 20;

  /** Most events that are read; long logs have a hundred. */
  public static final int MAX_EVENTS = 1 << 14;

  private static final int USUAL_EVENTS = 128;
  private static final int PAYLOAD_SIZE = 4;

  private final ByteBuffer log;
  private final SpecIdHeader header;
  private final int[] starts;
  private final int size;

  private CcelLog(ByteBuffer log, SpecIdHeader header, int[] starts, int size) {
    this.log = log;
    this.header = header;
    this.starts = starts;
    this.size = size;
  }

  /**
   * A view on the buffer's remaining bytes, which the caller must not change while the log or
   * anything from it is in use; the position stays. Padding may follow the last event, of 0xff
   * bytes or of zero bytes, and one line end.
   *
   * @throws EventLogFormatException if they are not such a log: bad header, a register that does
   *     not exist, an algorithm that is not declared, an event without SHA-384 digest, a size
   *     beyond the end, something behind the padding, more than {@link #MAX_EVENTS} events or
   *     {@link #MAX_BYTES} bytes
   */
  public static CcelLog parse(ByteBuffer bytes) {
    ByteBuffer log = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    SpecIdHeader header = SpecIdHeader.read(log);
    CcelCursor cursor = new CcelCursor(log, header);
    int[] starts = new int[Math.min(USUAL_EVENTS, log.limit() / CcelCursor.MIN_SIZE)];
    while (cursor.next()) {
      if (cursor.index() == starts.length) {
        starts = Arrays.copyOf(starts, Math.min(MAX_EVENTS, 2 * starts.length));
      }
      starts[cursor.index()] = cursor.start();
    }
    return new CcelLog(log, header, starts, cursor.index());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Event event(int index) {
    int start = starts[Objects.checkIndex(index, size)];
    int payloadSize = CcelCursor.payloadSizeOffset(log, header, start);
    int digest = CcelCursor.sha384Offset(log, header, start);
    int length = log.getInt(payloadSize);
    return new BootEvent(
        index,
        start,
        register(log.getInt(start)),
        new EventType(SpecIdHeader.u32(log, start + CcelCursor.TYPE)),
        digest < 0 ? Measurement.of(new byte[Rtmr.SIZE]) : digestAt(digest),
        "",
        log.slice(payloadSize + PAYLOAD_SIZE, length).order(ByteOrder.LITTLE_ENDIAN));
  }

  private Measurement digestAt(int offset) {
    byte[] digest = new byte[Rtmr.SIZE];
    log.get(offset, digest);
    return Measurement.of(digest);
  }

  /** Register indices of binary logs: 0 is MRTD, 1 to 4 are RTMR0 to RTMR3. */
  private static @Nullable Rtmr register(int index) {
    return index == 0 ? null : Rtmr.of(index - 1);
  }

  @Override
  void extend(RegisterFile registers) {
    for (int i = 0; i < size; i++) {
      int start = starts[i];
      int register = log.getInt(start);
      if (register != 0 && log.getInt(start + CcelCursor.TYPE) != EventType.NO_ACTION.code()) {
        registers.extend(register - 1, log, CcelCursor.sha384Offset(log, header, start));
      }
    }
  }
}
